/** Whom an experiment is about; every condition must hold. */
export interface Population {
  /** Absent: any purpose. */
  readonly purposes?: readonly string[];
  readonly where: readonly Condition[];
}

/** What must hold of one feature of the context; a context without the feature is not in the population. */
export interface Condition {
  readonly feature: string;
  /** One of these. */
  readonly is?: readonly (string | number)[];
  readonly atLeast?: number;
  readonly below?: number;
}
