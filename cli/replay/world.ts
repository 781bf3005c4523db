import type { ActionId, DecisionId } from '../../src/core/identifiers.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import type { Findings } from './findings.ts';
import type { ReplayRow } from './replay-row.ts';
import type { WorldState } from './world-state.ts';

/** What a replay needs to know of a decision. */
export interface Decided {
  readonly id: DecisionId;
  readonly action: ActionId;
  /** When the send window opens. */
  readonly opensAt: Instant;
  /** Whether another action looked better. */
  readonly exploration: boolean;
  /** The probability that the action had of being chosen; 0 for one that was not eligible. */
  propensityOf(action: ActionId): number;
}

/** What becomes of a decision: it is carried out and something may come of it, or the log can't tell and it is void. */
export type Fate = { readonly kind: 'carried-out'; readonly outcome?: string } | { readonly kind: 'unknown' };

/** Where outcomes come from, and what other policies would have earned on the same rows. */
export interface World {
  /** Whether a decision must be confirmed before it counts, because some turn out to be void. */
  readonly requireConfirm: boolean;
  /** Judges one decision and lets the reference policies play the same row. */
  judge(row: ReplayRow, decision: Decided): Fate;
  /** Lets the reference policies learn from the rows so far; called whenever a snapshot is published. */
  learn(): void;
  findings(): Findings;
  /** Everything that `restore` needs to go on from here. */
  save(): WorldState;
  restore(saved: WorldState): void;
}
