import type { FeatureVector } from '../../core/features/feature-vector.ts';

/** A row of a log as a reader gives it: checked, in the log's own units, with nothing reckoned yet. */
export interface RawRow {
  /** Names the decision; a second row of the same name is left out. */
  readonly id?: string;
  readonly borrower?: string;
  /** When it was decided, in milliseconds since 1970. */
  readonly at?: number;
  /**
   * When its outcome was final, in the same unit. Logs that hold a row only from then on lack, of their last days, the rows
   * that take longer.
   */
  readonly finalAt?: number;
  /** After cost. */
  readonly reward: number;
  /** What models learn from; the reward itself when absent. */
  readonly beforeCost?: number;
  readonly action: string;
  readonly propensity: number;
  /** What could be taken, each once; absent when the log doesn't say. */
  readonly arms?: readonly string[];
  /** The log's probability of each of `arms`. */
  readonly logged?: readonly number[];
  /** Whether anything beyond `arms` was forbidden, not only unlogged. */
  readonly closed: boolean;
  readonly context: Readonly<Record<string, number | string>>;
  /** The context as it was encoded when the decision was made. */
  readonly features?: FeatureVector;
  /** The reward that a model expected of each action before the decision. */
  readonly predicted?: Readonly<Record<string, number>>;
  /** Probabilities of other policies, by their name: of the action taken, or of every action. */
  readonly columns?: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  /** The probability that the policy in the shadow gave to the action taken. */
  readonly shadow?: number;
  /** False while the outcome may still change. */
  readonly mature: boolean;
  /** Whether it is kept out of what models learn from. */
  readonly keptOut?: true;
  /** Whether the cost of the contact is unknown and counted as 0. */
  readonly costUnknown?: true;
}
