/** The model is built anew when what was learned has grown by this share, and no later than after the next row. */
const GROWTH = 0.01;

/**
 * After how many credits to build the next model: one more row while that is 1 % or more, then 1 % more.
 * @remarks About 200 + 100·ln(n ÷ 200) models for n rows. Online libraries update after each row; a service does not
 * build a model for each, and beyond 1 % hardly anything changes.
 */
export function nextRebuild(credits: number): number {
  return credits + Math.max(1, Math.floor(GROWTH * credits));
}
