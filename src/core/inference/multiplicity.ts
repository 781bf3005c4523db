import { requireLevel, requireNumber } from './require-number.ts';

/**
 * Adjusted p-values by Bonferroni, min(1, m·p): rejecting those at or below α errs at all with probability at most α.
 * @throws {InvalidInputError} `config-invalid` when a p-value isn't within [0, 1], here and below.
 */
export function bonferroni(pValues: readonly number[]): number[] {
  return checked(pValues).map((p) => Math.min(1, p * pValues.length));
}

/**
 * Adjusted p-values by Holm: the same guarantee as {@link bonferroni}, never larger.
 * @see Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = checked(pValues).slice();
  let largest = 0;
  for (const [rank, [index, p]] of ascending(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * Adjusted p-values by Benjamini and Hochberg: of those rejected at or below α at most a share of α is wrong on average,
 * for p-values that are independent or positively dependent.
 * @see Benjamini and Hochberg, "Controlling the false discovery rate", JRSS B 1995.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted = checked(pValues).slice();
  let smallest = 1;
  for (const [fromLast, [index, p]] of ascending(pValues).reverse().entries()) {
    const rank = pValues.length - fromLast;
    smallest = Math.min(smallest, p * (pValues.length / rank));
    adjusted[index] = smallest;
  }
  return adjusted;
}

/**
 * Which hypotheses to reject by e-values so that at most a share of α is wrong on average, however they depend on each
 * other: the k largest, for the largest k whose k-th largest e-value is at least m ÷ (α·k).
 * @param logEvidence ln of the e-values, which may be ±Infinity.
 * @see Wang and Ramdas, "False discovery rate control with e-values", JRSS B 2022.
 */
export function eBenjaminiHochberg(logEvidence: readonly number[], level: number): boolean[] {
  requireLevel(level);
  for (const each of logEvidence) if (Number.isNaN(each)) requireNumber('logEvidence', each, {});
  const order = ascending(logEvidence).reverse();
  const rejected = order.reduce((most, [, evidence], rank) => {
    const enough = Math.log(logEvidence.length / (level * (rank + 1)));
    return evidence >= enough ? rank + 1 : most;
  }, 0);
  const chosen = new Set(order.slice(0, rejected).map(([index]) => index));
  return logEvidence.map((_, index) => chosen.has(index));
}

function checked(pValues: readonly number[]): readonly number[] {
  for (const p of pValues) requireNumber('pValue', p, { atLeast: 0, atMost: 1 });
  return pValues;
}

/** Index and value, from the smallest value to the largest. */
function ascending(values: readonly number[]): [index: number, value: number][] {
  return [...values.entries()].toSorted(([, a], [, b]) => (a < b ? -1 : Number(a > b)));
}
