import { DAY_MS, type Instant, type Interval, instant } from '../time/instant.ts';
import { dayAt, startOfDay } from '../time/local-days.ts';
import type { ContactProfile, DirectConsent } from './contact-profile.ts';

/** 12 CFR 1006.14(b)(3)(i): consent given directly lasts no longer than seven consecutive days. */
const LASTS_DAYS = 7;

/**
 * The times during which the borrower has directly consented to be contacted again about this account: from each consent
 * on, until its own end, seven days by any count, or the next conversation.
 */
export function consentPeriods(
  { directConsents = [], conversations = [] }: Pick<ContactProfile, 'directConsents' | 'conversations'>,
  accountId: string | undefined,
  zones: readonly string[],
): readonly Interval[] {
  return directConsents
    .filter((consent) => consent.accountId === undefined || consent.accountId === accountId)
    .map((consent) => {
      const talks = conversations.filter(
        ({ at, accountId: about }) =>
          at > consent.at && (about === undefined || accountId === undefined || about === accountId),
      );
      return {
        start: consent.at,
        end: endOf(
          consent,
          talks.map(({ at }) => at),
          zones,
        ),
      };
    })
    .filter(({ start, end }) => start < end);
}

function endOf({ at, until }: DirectConsent, talks: readonly Instant[], zones: readonly string[]): Instant {
  const weekOn = zones.map((zone) => startOfDay(dayAt(at, zone) + LASTS_DAYS, zone));
  const own = until === undefined ? [] : [until];
  return instant(Math.min(at + LASTS_DAYS * DAY_MS, ...own, ...weekOn, ...talks));
}
