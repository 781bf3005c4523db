import { DAY_MS, type Instant, type Interval, instant } from '../time/instant.ts';
import { liesWithin } from '../time/interval-in-list.ts';
import { dayAt, startOfDay } from '../time/local-days.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import { type ContactFacts, concerns } from './contact-facts.ts';
import type { ContactEntry } from './contact-profile.ts';
import { overfullParts, type Part, type Stretch } from './overfull-parts.ts';
import type { CapParameters } from './rule.ts';
import { mediumIn } from './rule-book.ts';

type Counted = Pick<ContactEntry, 'interval'>;

/**
 * Where one contact more could exceed the cap, by hours or by the calendar of any zone on file, whichever is stricter.
 * @see 12 CFR 1006.14(b)(2)(i)(A) for the most common one.
 */
export function overCap(parameters: CapParameters, facts: ContactFacts): readonly Interval[] {
  const { limit, days } = parameters;
  const counted = countedUnder(parameters, facts).filter(({ interval }) =>
    isNear(interval, days, facts.span),
  );
  // Most borrowers have fewer contacts than any cap allows.
  if (counted.length < limit) return [];
  return uniteIntervals([
    ...tooManyWithinHours(counted, limit, days, facts.span),
    ...facts.places.zones.flatMap((zone) => tooManyByCalendar(counted, limit, days, zone, facts.span)),
  ]);
}

/** Where one contact more could make more than `limit` in less than `days` × 24 hours. */
export function tooManyWithinHours(
  counted: readonly Counted[],
  limit: number,
  days: number,
  span: Interval,
): readonly Interval[] {
  const stretches = counted.map(({ interval: { start, end } }) => ({ from: start, to: end }));
  return withinSpan(overfullParts(stretches, limit, days * DAY_MS), span, (at) => instant(at));
}

function tooManyByCalendar(
  counted: readonly Counted[],
  limit: number,
  days: number,
  zone: string,
  span: Interval,
): readonly Interval[] {
  const dates: Stretch[] = counted.map(({ interval: { start, end } }) => ({
    from: dayAt(start, zone),
    to: dayAt(end > start ? instant(end - 1) : end, zone),
  }));
  const first = dayAt(span.start, zone);
  const last = dayAt(span.end, zone);
  const parts = overfullParts(dates, limit, days).filter(([from, end]) => from <= last && end > first);
  return withinSpan(parts, span, (day) => startOfDay(day, zone));
}

function withinSpan(
  parts: readonly Part[],
  span: Interval,
  instantOf: (value: number) => Instant,
): readonly Interval[] {
  return parts
    .map(([from, end]) => ({
      start: Number.isFinite(from) ? instantOf(from) : span.start,
      end: Number.isFinite(end) ? instantOf(end) : span.end,
    }))
    .filter(({ start, end }) => start < span.end && span.start < end);
}

/** Whether a contact there could fall into one stretch with one in the span, by any count: a calendar adds two days at most. */
function isNear({ start, end }: Interval, days: number, span: Interval): boolean {
  const reachMs = (days + 2) * DAY_MS;
  return Math.max(start, end) + reachMs > span.start && Math.min(start, end) - reachMs < span.end;
}

function countedUnder(parameters: CapParameters, facts: ContactFacts): readonly Counted[] {
  const { counts, unit, together, place, exclusions } = parameters;
  const { book, profile, question, consentPeriods } = facts;
  const perDebt = unit === 'debt' || unit === 'account';
  const about = (entry: { readonly accountId?: string }) =>
    !perDebt || concerns(entry.accountId, question.accountId);
  const consented = exclusions.includes('prior-consent')
    ? ({ interval }: Counted) => fallsWithin(interval, consentPeriods)
    : () => false;
  if (counts === 'conversations') {
    return (profile.conversations ?? [])
      .filter(about)
      .map(({ at }) => ({ interval: { start: at, end: at } }))
      .filter((entry) => !consented(entry));
  }
  const unconnected = exclusions.includes('unconnected');
  return facts.counted.filter(
    (entry) =>
      mediumIn(book, entry.channel, together) &&
      about(entry) &&
      (place === undefined || entry.place === place) &&
      !(unconnected && entry.connected === false) &&
      !consented(entry),
  );
}

/** As {@link liesWithin}; what is one instant lies where that instant does. */
function fallsWithin(interval: Interval, periods: readonly Interval[]): boolean {
  const start = instant(Math.min(interval.start, interval.end));
  const end = instant(Math.max(interval.start, interval.end, start + 1));
  return liesWithin({ start, end }, periods);
}
