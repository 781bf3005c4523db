import { at } from '../linear-algebra/at.ts';
import type { Explanation } from './explanation.ts';

/**
 * Each feature's part x_j·θ_j of the expected reward, in reward units: largest magnitude first, equal ones in the order
 * of `names`, zeros left out.
 */
export function contributionsOf(
  names: readonly string[],
  x: Float64Array,
  theta: Float64Array,
): Explanation['contributions'] {
  return names
    .map((feature, j) => ({ feature, contribution: at(x, j) * at(theta, j) }))
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
