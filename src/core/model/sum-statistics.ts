import { ExactSum } from '../linear-algebra/exact-sum.ts';
import { uniteNames } from './feature-names.ts';
import type { Statistics } from './statistics.ts';
import { gather, layOut, sumsLength } from './sums.ts';

/**
 * The sum of siblings, weeks or shards, in canonical form; that of none is empty.
 * @remarks Each total is the exact sum of the parts rounded once, so their order does not matter, not even beyond
 * 2⁵³ steps of the grid where a plain sum would round at each step. The sum of sums that were themselves rounded may
 * differ in the last bit: sum the parts at once. The ridge is no part of any of them, so it is counted once, when
 * the snapshot is built.
 */
export function sumStatistics(parts: readonly Statistics[]): Statistics {
  const names = uniteNames(parts.map((part) => part.names));
  const sum = new ExactSum(sumsLength(names.length));
  for (const part of parts) {
    layOut(part, names).forEach((value, index) => {
      sum.add(index, value);
    });
  }
  return gather(sum.totals(), names);
}
