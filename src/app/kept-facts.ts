import type { Configuration } from '../core/configuration.ts';
import { contactLookbackDays } from '../core/rules/contact-lookback.ts';
import type { ContactProfile } from '../core/rules/contact-profile.ts';
import { withoutOver } from '../core/rules/outcome-holds.ts';
import { lookbackDays, ruleBookOf } from '../core/rules/rule-book.ts';
import { isTold } from '../core/rules/told-facts.ts';
import { DAY_MS, type Instant, plusMs } from '../core/time/instant.ts';

/** What is older than every rule looks back is kept this much longer, for whoever asks about recent contacts. */
const MARGIN_DAYS = 7;

type ForRules = Pick<Configuration, 'rules' | 'channels'>;

/** The last instant of which no rule asks any more at `now`. */
export function forgottenBefore(now: Instant, configuration: ForRules): Instant {
  return daysBefore(now, lookbackDays(ruleBookOf(configuration)));
}

/** So many days before `now`, and the margin. */
function daysBefore(now: Instant, days: number): Instant {
  return plusMs(now, -(days + MARGIN_DAYS) * DAY_MS);
}

/**
 * The profile without what no rule can ask about any more. What its owner put is left alone: only the owner may take
 * it back.
 */
export function withoutForgotten(
  profile: ContactProfile,
  now: Instant,
  configuration: ForRules,
): ContactProfile {
  const book = ruleBookOf(configuration);
  const past = forgottenBefore(now, configuration);
  const { conversations, directConsents, missedCalls, ...same } = profile;
  const isAsked = (fact: { readonly id: string; readonly at: Instant }) => fact.at > past || !isTold(fact);
  return {
    ...same,
    holds: withoutOver(profile.holds, now),
    contacts: profile.contacts.filter((entry) => {
      const { kind, interval } = entry;
      if (interval.end > now) return true;
      return kind === 'sent' && interval.end > daysBefore(now, contactLookbackDays(book, profile, entry));
    }),
    ...(conversations === undefined ? {} : { conversations: conversations.filter(isAsked) }),
    ...(directConsents === undefined ? {} : { directConsents: directConsents.filter(isAsked) }),
    ...(missedCalls === undefined ? {} : { missedCalls: missedCalls.filter(isAsked) }),
  };
}
