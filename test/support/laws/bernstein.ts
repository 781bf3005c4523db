/** An error of less than 2·exp(−25) = 3·10⁻¹¹ is as good as none. */
const L = 25;

/**
 * How far the mean of `count` independent variables may be from its expectation: √(2vL/N) + bL/(3N), but for a
 * probability of 2·exp(−L). With fixed seeds a run that passes always passes.
 * @param variance v, or more; of one variable, on average.
 * @param range b: how far a variable can be from its expectation.
 * @see Bernstein's inequality, e.g. Boucheron, Lugosi and Massart 2013, theorem 2.10.
 */
export function bernstein(count: number, variance: number, range: number): number {
  return Math.sqrt((2 * variance * L) / count) + (range * L) / (3 * count);
}
