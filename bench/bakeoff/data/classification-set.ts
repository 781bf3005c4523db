/** Numbers of a column; NaN where the file has none. */
export interface NumericColumn {
  readonly kind: 'numeric';
  /** `c1` … `cn` by position among the features: a set's own names are nobody's business here. */
  readonly name: string;
  /** The column's name in the file. */
  readonly source: string;
  readonly values: Float64Array;
}

/** Texts of a column as positions in `levels`; −1 where the file has none. */
export interface CategoricalColumn {
  readonly kind: 'categorical';
  readonly name: string;
  readonly source: string;
  /** Those that occur, the most frequent first, ties by code unit. */
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

export type Column = NumericColumn | CategoricalColumn;

/**
 * A classification set, column by column. As a bandit each class is an arm, and the reward is 1 where the chosen
 * class is the row's label.
 */
export interface ClassificationSet {
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  /** Positions in `classes`. */
  readonly labels: Int32Array;
  /** Those that occur, in natural order ("2" before "10"). */
  readonly classes: readonly string[];
  /** Rows of the file left out because their label is missing. */
  readonly withoutLabel: number;
}
