import type { Valuation } from '../../src/core/evaluation/value-targets.ts';

/** How many decimals show four digits that mean something: click rates need more than repayments. */
export function decimalsFor({ logged, targets }: Pick<Valuation, 'logged' | 'targets'>): number {
  const values = targets.flatMap((target) => (target.verdict === 'tell' ? [Math.abs(target.value)] : []));
  const largest = Math.max(Math.abs(logged?.value ?? 0), ...values, 1e-6);
  return Math.min(7, Math.max(3, 3 - Math.floor(Math.log10(largest))));
}
