import type { LogRow } from './log-row.ts';

/** What a policy would have done in a row's place. */
export interface TargetProbabilities {
  /** π(a|x) of the action that was taken. */
  readonly taken: number;
  /** π(a|x) of each of the row's arms; absent when only that of the action taken is known. */
  readonly shares?: Float64Array;
  /** What it would have done beyond the row's arms, 0 to 1; absent for nothing. */
  readonly elsewhere?: number;
}

/** A policy to be valued by a log that it didn't make. */
export interface TargetPolicy<Row extends LogRow = LogRow> {
  /** As it is called in what is told; each once. */
  readonly name: string;
  /**
   * True for the policy that made the log: its value is the mean of the rewards, and neither support nor calibration
   * stands in its way.
   */
  readonly isLogged?: true;
  /** Must not depend on the row's reward, nor on what it was fitted to if that includes the row. */
  of(row: Row): TargetProbabilities;
}
