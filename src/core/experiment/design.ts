/** What is assigned to a variant as a whole. */
export type Design =
  /** Each borrower, for good. */
  | { readonly kind: 'borrower' }
  /** All borrowers of one household, branch or agent team, for good: whom they share capacity or a roof with. */
  | { readonly kind: 'cluster'; readonly by: string }
  /**
   * Stretches of time, of everybody or of each cluster: for effects that go through shared capacity, such as a queue of
   * calls. Periods, counted from 1970 in UTC, are drawn in blocks in which each variant has exactly its share; shares whose
   * blocks would have more than 100 periods are refused.
   */
  | {
      readonly kind: 'switchback';
      readonly by?: string;
      /** Whole hours ≥ 1. */
      readonly periodHours: number;
      /** The first hours of a period, ≥ 0 and below `periodHours`, whose decisions are made but not compared. */
      readonly washoutHours: number;
    };
