/** One row of a log of decisions, complete enough to value other policies by. */
export interface LogRow {
  /** Whose row it is: rows of one borrower depend on each other. */
  readonly borrower: string;
  /** After cost, in the log's own units. */
  readonly reward: number;
  /** One of `arms`. */
  readonly taken: string;
  /** μ(a|x) of the action taken, in (0, 1]. */
  readonly propensity: number;
  /** What could be taken in this row, each once. */
  readonly arms: readonly string[];
  /** μ(a|x) of each arm; absent when the log holds that of the action taken only. */
  readonly logged?: Float64Array;
  /**
   * q̂(x, a) of each arm, by a model that learned from earlier rows at most; absent where one is fitted to the log itself.
   */
  readonly predicted?: Float64Array;
  /** What a model of the rewards goes by; as many numbers in every row. */
  readonly x: Float64Array;
}
