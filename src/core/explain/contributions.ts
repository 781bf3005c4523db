import type { Explanation } from './explanation.ts';

/**
 * Each feature's part x_j·θ_j of the expected reward, in reward units: largest magnitude first, equal ones by name,
 * zeros left out.
 */
export function contributionsOf(
  names: readonly string[],
  x: Float64Array,
  theta: Float64Array,
): Explanation['contributions'] {
  return names
    .map((feature, j) => ({ feature, contribution: (x[j] ?? 0) * (theta[j] ?? 0) }))
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1));
}
