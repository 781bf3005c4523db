import { type Instant, type Interval, instant } from '../time/instant.ts';
import type { BlockedAction, Candidate } from './candidate.ts';
import { consentHits } from './consent.ts';
import type { ContactEntry, ContactProfile } from './contact-profile.ts';
import { capHits } from './frequency-cap.ts';
import { holdHits } from './holds.ts';
import { TIME_ZONE_KNOWN, timeZoneHits } from './known-time-zones.ts';
import { type Narrowed, narrowWindow } from './narrow-window.ts';
import type { RuleSettings } from './rule-settings.ts';

/** What the rules look at besides the contact itself. */
export interface ContactFacts {
  readonly settings: RuleSettings;
  readonly profile: ContactProfile;
  /** The borrower's contacts that count against the caps. */
  readonly counted: readonly ContactEntry[];
  readonly now: Instant;
}

/**
 * The contact with its send window cut to where it is lawful, or every rule that forbids it, in this order: consent,
 * holds, time zones, send window and quiet hours, frequency caps.
 * @remarks Caps look at the send window from `now` on, not as the quiet hours cut it: otherwise a further time zone on
 * file could move a contact past a cap, and so permit what was forbidden.
 */
export function judgeContact(candidate: Candidate, facts: ContactFacts): Candidate | BlockedAction {
  const { settings, profile, counted, now } = facts;
  const { channel, window } = candidate;
  const ahead = window === undefined ? undefined : fromOn(now, window.interval);
  const unknown = timeZoneHits(profile);
  const narrowed = unknown.length > 0 ? undefined : narrow(ahead, facts);
  const hits = [
    ...consentHits(profile, channel, now),
    ...holdHits(profile, channel),
    ...unknown,
    ...(narrowed !== undefined && 'hit' in narrowed ? [narrowed.hit] : []),
    ...(ahead === undefined ? [] : capHits(settings.caps, channel, ahead, counted)),
  ];
  return hits.length === 0 && window !== undefined && narrowed !== undefined && 'interval' in narrowed
    ? { ...candidate, window: { ...window, interval: narrowed.interval } }
    : { action: candidate.action, hits };
}

function narrow(ahead: Interval | undefined, { profile, settings }: ContactFacts): Narrowed {
  return ahead === undefined
    ? { hit: { rule: TIME_ZONE_KNOWN, reason: 'The send window could not be laid out in local time.' } }
    : narrowWindow(ahead, profile.timeZones, settings);
}

function fromOn(now: Instant, { start, end }: Interval): Interval {
  const from = instant(Math.max(start, now));
  return { start: from, end: instant(Math.max(from, end)) };
}
