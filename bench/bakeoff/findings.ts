import type { StrategyName } from '../../src/core/policy/strategy.ts';
import type { Circumstances } from '../circumstances.ts';
import type { Estimate } from '../statistics.ts';
import type { CurvePoint } from './checkpoints.ts';
import type { BakeoffSettings } from './play-set.ts';
import type { Rank } from './ranks.ts';

/** One policy on one set, over all shuffles. */
export interface PolicyOnSet {
  /** With `(straight)` behind it when it saw no knots, `(raw)` when it saw the file's own values. */
  readonly policy: string;
  readonly library: string;
  readonly version?: string;
  readonly hindsight: boolean;
  /** Fewer than the set has for a peer that was cut short; its loss compares with no other then. */
  readonly rows: number;
  /** Progressive-validation loss. */
  readonly loss: Estimate;
  /** One for each shuffle. */
  readonly losses: readonly number[];
  readonly seconds: number;
  /** Mean over shuffles of the loss so far. */
  readonly curve: readonly CurvePoint[];
}

export interface SetFindings {
  readonly name: string;
  readonly rows: number;
  readonly classes: number;
  readonly features: number;
  /** Of an even choice. */
  readonly uniformLoss: number;
  /** Of always the most frequent class. */
  readonly constantLoss: number;
  readonly supervised: PolicyOnSet;
  /** Ours and the peers', lowest loss first. */
  readonly policies: readonly PolicyOnSet[];
}

/** The default strategy against the best of Vowpal Wabbit's explorers at its defaults, on one set. */
export interface Duel {
  readonly set: string;
  readonly ours: number;
  readonly theirs: number;
  readonly their: string;
  readonly won: boolean;
}

export interface BakeoffFindings extends Circumstances {
  readonly defaultStrategy: StrategyName;
  readonly settings: BakeoffSettings;
  readonly shuffles: number;
  readonly sets: readonly SetFindings[];
  /** Of those policies that played every row of every set and need no hindsight; best first. */
  readonly ranks: readonly Rank[];
  /** The same without the peers that were given our knots: as each library comes. Empty without peers. */
  readonly ranksAsTheyCome: readonly Rank[];
  /** The same of the policies that draw from a distribution, so that their logs can value others. Empty without peers. */
  readonly ranksOfDrawing: readonly Rank[];
  /** Empty without Vowpal Wabbit. */
  readonly duels: readonly Duel[];
  /** Peers that were asked for and gave no run. */
  readonly absent: readonly string[];
}
