/**
 * Where to put labels so that none covers another: in the same order, at least the gap apart, and with the least sum of
 * squared moves.
 * @param wanted Positions along a line, in any order.
 * @param gap Least distance between two; it shrinks where there is no room for all between `low` and `high`.
 * @remarks With the gaps taken out this is isotonic regression, which pooling adjacent violators solves.
 * @see Ayer, Brunk, Ewing, Reid and Silverman 1955.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): readonly number[] {
  const last = wanted.length - 1;
  const room = last > 0 ? Math.min(gap, (high - low) / last) : gap;
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const pools: { sum: number; count: number }[] = [];
  order.forEach((label, place) => {
    let pool = { sum: (wanted[label] ?? 0) - place * room, count: 1 };
    for (
      let before = pools.at(-1);
      before !== undefined && meanOf(before) > meanOf(pool);
      before = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
    }
    pools.push(pool);
  });
  const fitted = pools.flatMap((pool) => Array.from({ length: pool.count }, () => meanOf(pool)));
  const positions = wanted.map(() => 0);
  order.forEach((label, place) => {
    const within = Math.min(high - last * room, Math.max(low, fitted[place] ?? 0));
    positions[label] = within + place * room;
  });
  return positions;
}

function meanOf({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}
