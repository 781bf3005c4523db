import { DAY_MS, type Instant, type Interval, instant, laterOf } from '../time/instant.ts';
import { type DayNumber, dayOfText, startOfDay } from '../time/local-days.ts';
import type { ContactFacts } from './contact-facts.ts';
import type { ContactRule } from './rule.ts';

/** No local date is farther from the date in UTC. */
const MARGIN_MS = 2 * DAY_MS;

/**
 * The part of the span in which the rule is in force and the account is past due for as long as it demands; by the first
 * zone on file in which it is, and the last in which it still is. `undefined`: nowhere in the span.
 */
export function ruleTerm(
  { effective, accounts }: Pick<ContactRule, 'effective' | 'accounts'>,
  { account, places: { zones }, span }: Pick<ContactFacts, 'account' | 'places' | 'span'>,
): Interval | undefined {
  let { start, end } = span;
  if (effective.from !== undefined)
    start = laterOf(start, firstStart(dayOfText(effective.from), zones, span));
  if (accounts?.daysPastDueOver !== undefined && account?.unpaidSince !== undefined) {
    const overdue = dayOfText(account.unpaidSince) + accounts.daysPastDueOver + 1;
    start = laterOf(start, firstStart(overdue, zones, span));
  }
  if (effective.to !== undefined) end = lastStart(dayOfText(effective.to), zones, span);
  return start < end ? { start, end } : undefined;
}

/** When the day begins in the first of the zones, if within the span; else its nearer end. */
function firstStart(day: DayNumber, zones: readonly string[], span: Interval): Instant {
  if (zones.length === 0) return span.start;
  return nearerEnd(day, span) ?? instant(Math.min(...zones.map((zone) => startOfDay(day, zone))));
}

function lastStart(day: DayNumber, zones: readonly string[], span: Interval): Instant {
  if (zones.length === 0) return span.end;
  const start = nearerEnd(day, span) ?? Math.max(...zones.map((zone) => startOfDay(day, zone)));
  return instant(Math.min(span.end, start));
}

/** Most dates are years away from what is looked at, and need no zone. */
function nearerEnd(day: DayNumber, span: Interval): Instant | undefined {
  const at = day * DAY_MS;
  if (at + MARGIN_MS <= span.start) return span.start;
  return at - MARGIN_MS >= span.end ? span.end : undefined;
}
