/** What is wrong with a value and how to mend it; never the value itself, which is borrower data. */
export interface ValueFault {
  readonly problem: string;
  readonly fix: string;
}

/** A feature made ready to encode. */
export interface ColumnWriter {
  /** The encoded columns' names, in the feature's own order. */
  readonly columns: readonly string[];
  /**
   * Writes the encoded value of column i to `out[positions[i]]`; `out` holds zeros there before.
   * @returns what is wrong with the value; nothing was written then.
   */
  write(value: unknown, positions: readonly number[], out: Float64Array): ValueFault | undefined;
}
