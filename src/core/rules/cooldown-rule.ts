import { DAY_MS, type Interval, instant } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { intervalsOutside } from '../time/intervals-outside.ts';
import { dayAt, startOfDay } from '../time/local-days.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import { type ContactFacts, concerns } from './contact-facts.ts';
import type { CooldownParameters } from './rule.ts';

/**
 * The parts of the span that no conversation closes: each does from its instant until, in the last of the zones on file,
 * the date comes that is `days` later.
 * @see 12 CFR 1006.14(b)(2)(i)(B): the date of the conversation is the first day.
 */
export function partsAfterConversations(
  { days, unit, exclusions }: CooldownParameters,
  { profile, question, places, span, consentPeriods }: ContactFacts,
): readonly Interval[] {
  const closed = (profile.conversations ?? [])
    .filter(({ accountId }) => unit === 'person' || concerns(accountId, question.accountId))
    // Two days more than any calendar makes of it, and so surely over.
    .filter(({ at }) => at < span.end && at + (days + 2) * DAY_MS > span.start)
    .map(({ at }) => {
      const free = places.zones.map((zone) => startOfDay(dayAt(at, zone) + days, zone));
      return { start: at, end: instant(Math.max(...free, at)) };
    });
  if (closed.length === 0) return [span];
  const forbidden = uniteIntervals(closed);
  if (!exclusions.includes('prior-consent')) return intervalsOutside(span, forbidden);
  const consented = intersectIntervals([span], uniteIntervals(consentPeriods));
  return uniteIntervals([...intervalsOutside(span, forbidden), ...consented]);
}
