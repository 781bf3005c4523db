/** The intervals that are watched; those of the difference are of the target's value less that of the log's own policy. */
export const INTERVAL_KINDS = [
  'anytime',
  'anytime, difference',
  'empirical Bernstein',
  'bootstrap',
  'normal',
] as const;

export type IntervalKind = (typeof INTERVAL_KINDS)[number];

/**
 * What an interval is held against: the mean over the rows so far of what was to be expected on their very contexts and
 * masks, or on all that could come. In a world that drifts, and for a log's own policy that learns, only the former is
 * anything.
 */
export const TRUTHS = ['on these contexts', 'on all contexts'] as const;

export type Truth = (typeof TRUTHS)[number];

/** How one interval did over one log. */
export interface WatchedInterval {
  readonly kind: IntervalKind;
  readonly truth: Truth;
  /** Whether it left the truth out at any look. */
  readonly missedEver: boolean;
  readonly missedAtEnd: boolean;
  /** At the end; both ends within what the truth could be at all. */
  readonly width: number;
}
