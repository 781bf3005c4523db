import type { StatisticsKey } from '../../app/ports/statistics-store.ts';
import { CorruptStateError, InvariantError } from '../../core/errors.ts';
import type { ActionId } from '../../core/identifiers.ts';
import type { DecisionWeek } from '../../core/time/decision-week.ts';

/** Enough until the year 21,135, and for 8 × 10¹⁰ credits of one arm and week. */
const WEEK_DIGITS = 6;
const SIBLING_DIGITS = 4;
const BUCKET = /^(.+)#(\d{6})#(\d{4})$/;

/**
 * `<arm>#<week>#<sibling>`, numbers zero-padded, so that DynamoDB's order of texts is that of arm, week, sibling.
 * @throws {InvariantError} when a number does not fit its digits.
 */
export function bucketOf({ arm, week, sibling }: Omit<StatisticsKey, 'model'>): string {
  return `${arm}#${padded(week, WEEK_DIGITS)}#${padded(sibling, SIBLING_DIGITS)}`;
}

/** @throws {CorruptStateError} `statistics-corrupt` when {@link bucketOf} writes no such text. */
export function parseBucket(bucket: string): Omit<StatisticsKey, 'model'> {
  const [, arm, week, sibling] = BUCKET.exec(bucket) ?? [];
  if (arm === undefined) {
    throw new CorruptStateError('statistics-corrupt', `"${bucket}" is no key of statistics.`);
  }
  return { arm: arm as ActionId, week: Number(week) as DecisionWeek, sibling: Number(sibling) };
}

function padded(value: number, digits: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 10 ** digits) {
    throw new InvariantError(
      'unreachable',
      `${value} can't be part of a statistics key of ${digits} digits.`,
    );
  }
  return String(value).padStart(digits, '0');
}
