import type { MaturedRow } from '../../core/decision/matured-row.ts';
import type { LogRow } from '../../core/evaluation/log-row.ts';
import type { FeatureVector } from '../../core/features/feature-vector.ts';
import type { ActionId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';

/** A decision of the past, as policies are learned from it and judged by it. */
export interface PastRow extends LogRow {
  readonly decisionId: string;
  readonly at: Instant;
  /** Until when outcomes counted; absent where the log doesn't say. */
  readonly closesAt?: Instant;
  readonly arms: readonly ActionId[];
  readonly taken: ActionId;
  readonly logged: Float64Array;
  /** As it was encoded, for policies; `x` is the same in the order of the whole log's names. */
  readonly features: FeatureVector;
  /** What policies learn from: costs are taken off when they score. */
  readonly beforeCost: number;
  /** Whose strategy decided. */
  readonly strategy: string;
  /** Whether the served model learns from it. */
  readonly isLearned: boolean;
  /** Whether policies can be compared by it: there was something to choose, and no experiment said by which policy. */
  readonly isCompared: boolean;
  /** Types of the events that came of it. */
  readonly events: ReadonlySet<string>;
}

/** What of a row of the matured log policies are learned and judged by. */
export type PastRowView = Pick<
  MaturedRow,
  | 'decisionId'
  | 'borrowerId'
  | 'decidedAt'
  | 'features'
  | 'distribution'
  | 'action'
  | 'channel'
  | 'propensity'
  | 'cost'
  | 'strategy'
  | 'variant'
  | 'training'
  | 'rewardWindowEndsAt'
  | 'events'
  | 'attributed'
  | 'reward'
  | 'seq'
>;
