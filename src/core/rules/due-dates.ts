import { DAY_MS } from '../time/instant.ts';
import { dateOfWallMs } from '../time/local-date.ts';
import { type DayNumber, dayOfText } from '../time/local-days.ts';

/**
 * The latest due date of an account that is no later than `day`: the one that was missed first, or the same day of a
 * later month, of a shorter month its last; `undefined` when even the first is later.
 * @param unpaidSince `YYYY-MM-DD`, the earliest instalment that is due and unpaid.
 */
export function latestDueDate(unpaidSince: string, day: DayNumber): DayNumber | undefined {
  const first = dayOfText(unpaidSince);
  if (!(first <= day)) return undefined;
  const from = dateOfWallMs(first * DAY_MS);
  const to = dateOfWallMs(day * DAY_MS);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const inMonth = monthsAfter(from, months);
  return inMonth <= day ? inMonth : monthsAfter(from, months - 1);
}

function monthsAfter(
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
  months: number,
): DayNumber {
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth)) / DAY_MS;
}
