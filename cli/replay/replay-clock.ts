import { HOUR_MS, type Instant, parseInstant, plusMs } from '../../src/core/time/instant.ts';

/** A replay's own time goes by half an hour per row: the 41,188 rows of bank-marketing take 2.3 years, as they did. */
export const ROW_MS = HOUR_MS / 2;

/** The Monday in May 2008 with which bank-marketing begins; 00:00 in the zone of every replayed borrower. */
const START = parseInstant('2008-05-05T00:00:00Z');

/** The moment of row `number` = 1, 2, 3 … */
export function instantOfRow(number: number): Instant {
  return plusMs(START, (number - 1) * ROW_MS);
}

/** The first row at or after a moment. */
export function rowAtOrAfter(at: Instant): number {
  return Math.ceil((at - START) / ROW_MS) + 1;
}
