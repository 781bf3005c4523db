import type { Context } from '../../src/core/features/feature-schema.ts';
import type { ActionId } from '../../src/core/identifiers.ts';

/** One row of the file in Rapport's words. */
export interface ReplayRow {
  /** 1 for the first row after the header. */
  readonly number: number;
  readonly context: Context;
  /** The encoded context. */
  readonly x: Float64Array;
  /** What was done. */
  readonly logged: ActionId;
  /** What came of it: the type of the outcome event, absent when nothing was heard. */
  readonly outcome?: string;
  readonly reward: number;
  /** The probability with which it was done; absent in mode `model`. */
  readonly propensity?: number;
}
