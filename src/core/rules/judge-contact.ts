import type { ChannelId } from '../identifiers.ts';
import { type Instant, type Interval, instant } from '../time/instant.ts';
import type { BlockedAction, Candidate } from './candidate.ts';
import { consentHits } from './consent.ts';
import type { ContactEntry, ContactProfile } from './contact-profile.ts';
import { makeCapJudge } from './frequency-cap.ts';
import { heldUntil, heldUntilHit, holdHits } from './holds.ts';
import { TIME_ZONE_KNOWN, timeZoneHits } from './known-time-zones.ts';
import { narrowWindow } from './narrow-window.ts';
import { oncePerKey } from './once-per-key.ts';
import type { RuleHit } from './rule-hit.ts';
import type { RuleSettings } from './rule-settings.ts';

/** What the rules look at besides the contact itself. */
export interface ContactFacts {
  readonly settings: RuleSettings;
  readonly profile: ContactProfile;
  /** The borrower's contacts that count against the caps. */
  readonly counted: readonly ContactEntry[];
  readonly now: Instant;
}

type SendWindow = NonNullable<Candidate['window']>;

/** What the rules say of a send window, whatever the channel. */
interface WindowVerdict {
  /** The window from `now` on. */
  readonly ahead?: Interval;
  /** The window, cut to where contact is lawful; absent when nowhere. */
  readonly lawful?: SendWindow;
  readonly hits: readonly RuleHit[];
}

/**
 * A judge of contacts: each comes back with its send window cut to where it is lawful, or with every rule that forbids
 * it, in this order: consent, holds, time zones, send window and quiet hours, frequency caps.
 * @remarks Caps look at the send window from `now` on, not as quiet hours and timed holds cut it: otherwise a further
 * time zone or hold on file could move a contact past a cap, and so permit what was forbidden.
 */
export function makeContactJudge(facts: ContactFacts): (candidate: Candidate) => Candidate | BlockedAction {
  const { settings, profile, counted, now } = facts;
  const channelVerdict = oncePerKey((channel: ChannelId | undefined) => ({
    hits: [...consentHits(profile, channel, now), ...holdHits(profile, channel)],
    heldUntil: heldUntil(profile, channel),
  }));
  const unknown = timeZoneHits(profile);
  const windowVerdict = oncePerKey((window: SendWindow | undefined) => judgeWindow(window, unknown, facts));
  const capHits = makeCapJudge(settings.caps, counted);

  return ({ action, channel, window }) => {
    const { hits: ofChannel, heldUntil: end } = channelVerdict(channel);
    const { ahead, lawful, hits: ofWindow } = afterHold(windowVerdict(window), end, facts);
    const ofCaps = ahead === undefined ? [] : capHits(channel, ahead);
    return ofChannel.length + ofWindow.length + ofCaps.length === 0 && lawful !== undefined
      ? { action, ...(channel === undefined ? {} : { channel }), window: lawful }
      : { action, hits: [...ofChannel, ...ofWindow, ...ofCaps] };
  };
}

/** The verdict when contact may begin no earlier than the end of a timed hold. */
function afterHold(
  verdict: WindowVerdict,
  end: Instant | undefined,
  { settings, profile }: ContactFacts,
): WindowVerdict {
  const { ahead, lawful, hits } = verdict;
  if (end === undefined || ahead === undefined) return verdict;
  if (lawful === undefined) {
    return end < ahead.end ? verdict : { ahead, hits: [heldUntilHit(end), ...hits] };
  }
  if (end <= lawful.interval.start) return verdict;
  const rest = narrowWindow({ start: end, end: ahead.end }, profile.timeZones, settings);
  return 'hit' in rest
    ? { ahead, hits: [heldUntilHit(end)] }
    : { ahead, lawful: { ...lawful, interval: rest.interval }, hits: [] };
}

function judgeWindow(
  window: SendWindow | undefined,
  unknown: readonly RuleHit[],
  { settings, profile, now }: ContactFacts,
): WindowVerdict {
  if (window === undefined) {
    const unplaced = {
      rule: TIME_ZONE_KNOWN,
      reason: 'The send window could not be laid out in local time.',
    };
    return { hits: unknown.length > 0 ? unknown : [unplaced] };
  }
  const start = instant(Math.max(window.interval.start, now));
  const ahead = { start, end: instant(Math.max(start, window.interval.end)) };
  if (unknown.length > 0) return { ahead, hits: unknown };
  const narrowed = narrowWindow(ahead, profile.timeZones, settings);
  return 'hit' in narrowed
    ? { ahead, hits: [narrowed.hit] }
    : { ahead, lawful: { ...window, interval: narrowed.interval }, hits: [] };
}
