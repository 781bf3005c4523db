/**
 * Where to put labels so that none covers another: as near to where each belongs as the gap allows, in the same order.
 * @param wanted Positions along a line, in any order.
 * @param gap Least distance between two.
 * @remarks Where there is no room for all between `low` and `high`, the gap shrinks.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): readonly number[] {
  const room = wanted.length > 1 ? Math.min(gap, (high - low) / (wanted.length - 1)) : gap;
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = order.map((label) => wanted[label] ?? 0);
  let least = low;
  placed.forEach((position, place) => {
    placed[place] = Math.max(position, least);
    least = (placed[place] ?? 0) + room;
  });
  let most = high;
  for (let place = placed.length - 1; place >= 0; place -= 1) {
    placed[place] = Math.min(placed[place] ?? 0, most);
    most = (placed[place] ?? 0) - room;
  }
  const positions = wanted.map(() => 0);
  order.forEach((label, place) => {
    positions[label] = placed[place] ?? 0;
  });
  return positions;
}
