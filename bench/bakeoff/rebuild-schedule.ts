/** The model is built anew when what was learned has grown by this share, and no later than after the next row. */
const GROWTH = 0.02;

/**
 * After how many credits to build the next model: one more row while that is 2 % or more, then 2 % more.
 * @remarks About 100 + 50·ln(n ÷ 100) models for n rows. Online libraries update after each row; a service does not
 * build a model for each, and beyond 2 % hardly anything changes.
 */
export function nextRebuild(credits: number): number {
  return credits + Math.max(1, Math.floor(GROWTH * credits));
}
