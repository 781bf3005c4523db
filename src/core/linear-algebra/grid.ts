import { InvariantError } from '../errors.ts';

/** Steps per unit: features and rewards are multiples of 2⁻¹², so every product of two is a multiple of 2⁻²⁴. */
export const STEPS_PER_UNIT = 4096;

/** Largest magnitude of a feature or a reward, so that no summand (xᵢxⱼ, xᵢr, r²) exceeds 64. */
export const LIMIT = 8;

/**
 * Largest magnitude of an exact sum: 2⁵³ steps of 2⁻²⁴, which 2²³ summands of magnitude 64 just reach. Two sums on
 * the grid within this bound add without rounding as long as their sum is within it too.
 */
export const EXACT_SUM_LIMIT = 2 ** 29;

/**
 * The multiple of 2⁻¹² nearest to `value`; ties go away from zero, so `quantise(−v) = −quantise(v)`, and the result
 * is never −0.
 * @throws {InvariantError} `summand-out-of-range` when |value| > 8 or it is not a number.
 */
export function quantise(value: number): number {
  if (!(Math.abs(value) <= LIMIT)) throw outOfRange(value);
  const steps = Math.round(Math.abs(value) * STEPS_PER_UNIT);
  return (value < 0 && steps > 0 ? -steps : steps) / STEPS_PER_UNIT;
}

/** `quantise` of the value clipped to [−8, 8]; infinities are clipped too. */
export function clipToGrid(value: number): number {
  return quantise(Math.min(LIMIT, Math.max(-LIMIT, value)));
}

/** Whether the value is a multiple of 2⁻¹² with magnitude ≤ 8. */
export function isOnGrid(value: number): boolean {
  return Number.isInteger(value * STEPS_PER_UNIT) && value <= LIMIT && value >= -LIMIT;
}

/**
 * Checks both factors of a summand at once: on the grid with magnitude ≤ 8 each, their product is a multiple of
 * 2⁻²⁴ with magnitude ≤ 64 (invariant 3).
 * @throws {InvariantError} `summand-out-of-range` when the value is not on the grid.
 */
export function assertOnGrid(value: number): void {
  if (!isOnGrid(value)) throw outOfRange(value);
}

/** Whether the value is a sum of summands that was formed without rounding: a multiple of 2⁻²⁴ within ±2²⁹, not −0. */
export function isExactSum(value: number): boolean {
  return (
    Number.isInteger(value * STEPS_PER_UNIT * STEPS_PER_UNIT) &&
    Math.abs(value) <= EXACT_SUM_LIMIT &&
    !Object.is(value, -0)
  );
}

function outOfRange(value: number): InvariantError {
  return new InvariantError(
    'summand-out-of-range',
    `${value} is not a multiple of 2^-12 within [-8, 8]; quantise features and rewards before they are summed.`,
    { details: { value } },
  );
}
