import type { Experiment } from '../experiment.ts';
import type { VariantCounts } from './unit-counts.ts';

/** What a check looks at. */
export interface Sight {
  readonly experiment: Experiment;
  readonly variant: VariantCounts;
  readonly control: VariantCounts;
  /** The variant's share of the units that it and the control have together, in (0, 1). */
  readonly share: number;
  /** In (0, ½). */
  readonly level: number;
}

export interface Finding {
  readonly bound: number;
  readonly estimate: number | null;
  readonly breached: boolean;
  /** What was counted, e.g. `31 of 1502 borrowers against 10 of 1498 of the control`. */
  readonly counted: string;
}

/** One thing that a guardrail limits. */
export interface Check {
  readonly measure: 'times-control' | 'rate';
  readonly limit: number;
  judge(sight: Sight): Finding;
}

/** So many successes the exact bounds are tuned for: few enough to stop harm early. They hold at any number. */
export const TUNED_FOR_HARMS = 50;

/** The quotient, or null when there is nothing to divide by. */
export function quotient(of: number, by: number): number | null {
  return by > 0 ? of / by : null;
}
