import type { ActionId, SnapshotId } from '../identifiers.ts';
import type { ExplorationSettings } from './exploration.ts';
import type { StrategyName } from './strategy.ts';

/** A policy that may decide about borrowers, by what it is made of. */
export type ServedPolicy =
  /**
   * What is served to everybody: as a variant, whatever was promoted last; else what the configuration says, the champion
   * or, while learning is in shadow, the fixed rules.
   */
  | { readonly kind: 'configured' }
  /** Business as usual: the approved rules, or an order of their own. */
  | { readonly kind: 'fixed-rules'; readonly order?: readonly ActionId[]; readonly epsilon?: number }
  /** Every eligible action alike. */
  | { readonly kind: 'uniform' }
  /** Nobody is contacted, save where the law demands it. */
  | { readonly kind: 'no-contact' }
  /** One snapshot for good, whatever is learned after it. */
  | { readonly kind: 'snapshot'; readonly snapshot: SnapshotId }
  | LearnedPolicy;

/** A policy that asks no model. */
export type PlainPolicy = Extract<ServedPolicy, { readonly kind: 'fixed-rules' | 'uniform' | 'no-contact' }>;

/** A strategy that goes on learning: its snapshot is built from the same statistics as the champion's, at the same time. */
export interface LearnedPolicy {
  readonly kind: 'learned';
  readonly strategy: StrategyName;
  /** What is not given is as configured. */
  readonly exploration?: ExplorationSettings;
  readonly ridge?: number;
  readonly halfLifeWeeks?: number;
}
