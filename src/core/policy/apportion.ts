/**
 * Whole units for each share, at least 1 each, summing to exactly `units`: floor(share·units), the rest going by one
 * to the largest fractions, equal ones first come first served (Hamilton's method).
 * @remarks A share worth less than one unit gets one, and the others divide what is left in proportion. `shares` are
 * at least 0 and sum to 1, but for rounding; there are fewer of them than units.
 */
export function apportion(shares: Float64Array, units: number): readonly number[] {
  const raised = raisedToOne(shares, units);
  const scale = scaleOf(shares, units, raised);
  const parts = Array.from(shares, (share, index) => {
    const quota = raised.has(index) ? 1 : share * scale;
    const weight = Math.floor(quota);
    return { index, weight, rest: quota - weight };
  });
  let left = units - parts.reduce((sum, { weight }) => sum + weight, 0);
  const byRest = left === 0 ? [] : parts.toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const part of byRest) {
    if (left === 0) break;
    part.weight += 1;
    left -= 1;
  }
  return parts.map(({ weight }) => weight);
}

/** Who would get less than one unit. Raising them shrinks the others, which may bring the next below one. */
function raisedToOne(shares: Float64Array, units: number): ReadonlySet<number> {
  const raised = new Set<number>();
  for (let before = -1; before < raised.size; ) {
    before = raised.size;
    const scale = scaleOf(shares, units, raised);
    shares.forEach((share, index) => {
      if (share * scale < 1) raised.add(index);
    });
  }
  return raised;
}

function scaleOf(shares: Float64Array, units: number, raised: ReadonlySet<number>): number {
  if (raised.size === 0) return units;
  const others = shares.reduce((sum, share, index) => (raised.has(index) ? sum : sum + share), 0);
  return (units - raised.size) / others;
}
