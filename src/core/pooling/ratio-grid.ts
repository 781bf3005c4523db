const OCTAVES_DOWN = 10;
const OCTAVES_UP = 6;

/**
 * The ratios that a search may try: 2⁻¹⁰, 2⁻⁹·⁵ … 2⁶.
 * @remarks Below 2⁻¹⁰ an effect can't be told from none; beyond 2⁶, with the largest features and a million rewards,
 * rounding would begin to swallow the prior.
 */
const GRID: readonly number[] = Array.from(
  { length: 2 * (OCTAVES_DOWN + OCTAVES_UP) + 1 },
  (_, place) => 2 ** (Math.floor(place / 2) - OCTAVES_DOWN) * (place % 2 === 0 ? 1 : Math.SQRT2),
);

/** The ratio of the grid that is nearest by factor. */
export function nearestRatio(ratio: number): number {
  const distance = (each: number): number => Math.max(each / ratio, ratio / each);
  return GRID.reduce((nearest, each) => (distance(each) < distance(nearest) ? each : nearest));
}

/** The ratio so many half octaves (factors of √2) up, or down if negative, but not beyond the grid's ends. */
export function stepRatio(ratio: number, halfOctaves: number): number {
  const place = GRID.indexOf(ratio) + halfOctaves;
  return GRID[Math.min(GRID.length - 1, Math.max(0, place))] ?? ratio;
}
