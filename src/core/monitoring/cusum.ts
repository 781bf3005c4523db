/** How far a score may stray in a week without counting, in standard deviations: half of the shift to be found. */
export const ALLOWANCE = 0.5;

/**
 * Where the alarm goes off, in standard deviations. Of scores that are as they should be, one in about 1,290 weeks gets
 * there, on either side; a shift by one standard deviation gets there in 12 weeks on average, by two in 5, by three in 3.
 */
export const THRESHOLD = 6;

/** Sums go no further, so that an alarm is over at most eight quiet weeks after what caused it. */
const CEILING = THRESHOLD + 8 * ALLOWANCE;

export interface CusumStep {
  /** What speaks for a shift upwards, ≥ 0 … */
  readonly up: number;
  /** … and downwards. */
  readonly down: number;
}

/**
 * The two-sided cumulative sums of standardised scores: up ← max(0, up + z − k) and down ← max(0, down − z − k).
 * @see Page, "Continuous inspection schemes", 1954; the run lengths by Siegmund's approximation, Sequential Analysis, 1985.
 */
export function cusum(scores: readonly number[]): readonly CusumStep[] {
  let [up, down] = [0, 0];
  return scores.map((z) => {
    up = Math.min(CEILING, Math.max(0, up + z - ALLOWANCE));
    down = Math.min(CEILING, Math.max(0, down - z - ALLOWANCE));
    return { up, down };
  });
}

export interface CusumState {
  /** The larger of the two sums. */
  readonly sum: number;
  readonly direction: 'up' | 'down';
  readonly alarm: boolean;
  /** Where among the steps the run of the larger sum began, which is when the shift probably did. */
  readonly since: number;
}

/** What the sums say after the last step; `undefined` without any. */
export function cusumState(steps: readonly CusumStep[]): CusumState | undefined {
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  const direction = last.up >= last.down ? 'up' : 'down';
  const since = steps.findLastIndex((step) => step[direction] === 0) + 1;
  return { sum: last[direction], direction, alarm: last[direction] >= THRESHOLD, since };
}
