import type { ChannelId, DecisionId } from '../identifiers.ts';
import { DAY_MS, type Instant, type Interval } from '../time/instant.ts';
import type { ContactEntry } from './contact-profile.ts';
import { oncePerKey } from './once-per-key.ts';
import type { RuleHit } from './rule-hit.ts';
import type { FrequencyCap } from './rule-settings.ts';

/** The entries that a new contact must be counted with: made ones, and reservations that may still become one. */
export function countedContacts(
  contacts: readonly ContactEntry[],
  now: Instant,
  exceptDecision: DecisionId | undefined,
): readonly ContactEntry[] {
  return contacts.filter(
    ({ decisionId, kind, interval }) =>
      decisionId !== exceptDecision && (kind === 'sent' || Math.max(interval.start, interval.end) > now),
  );
}

/** A hit for each cap that a contact on this channel somewhere in this interval could break. */
export function capHits(
  caps: readonly FrequencyCap[],
  channel: ChannelId | undefined,
  interval: Interval,
  counted: readonly ContactEntry[],
): readonly RuleHit[] {
  return makeCapJudge(caps, counted)(channel, interval);
}

/** {@link capHits} for many contacts of one borrower: of channels that count together, an interval is judged once. */
export function makeCapJudge(
  caps: readonly FrequencyCap[],
  counted: readonly ContactEntry[],
): (channel: ChannelId | undefined, interval: Interval) => readonly RuleHit[] {
  const judges = caps.map((cap) => {
    const others = counted
      .filter((entry) => countsTogether(cap, entry.channel))
      .map((entry) => entry.interval);
    const hit = {
      rule: cap.id,
      reason: `The limit of ${cap.limit} within ${cap.days} × 24 hours could be exceeded.`,
    };
    const breaks = oncePerKey(
      (interval: Interval) => couldFallTogether(interval, others, cap.days * DAY_MS) > cap.limit,
    );
    return { cap, hit, breaks };
  });
  return (channel, interval) => {
    let hits = NONE;
    for (const { cap, hit, breaks } of judges) {
      if (countsTogether(cap, channel) && breaks(interval)) hits = [...hits, hit];
    }
    return hits;
  };
}

const NONE: readonly RuleHit[] = [];

function countsTogether({ channels }: FrequencyCap, channel: ChannelId | undefined): boolean {
  return channels === undefined || channel === undefined || channels.includes(channel);
}

/**
 * The size of the largest group of contacts, the new one among them, that could fall within a stretch shorter than
 * `spanMs`, each contact anywhere in its interval.
 * @remarks A group can iff its latest start minus its earliest end is below the span; that is, iff the intervals
 * [start, end + span) meet pairwise, and so (on a line) in one point, which may be the latest start. Hence the
 * deepest overlap at a start within the new contact's own stretched interval.
 */
function couldFallTogether(fresh: Interval, others: readonly Interval[], spanMs: number): number {
  const meets = (at: number, { start, end }: Interval) =>
    // An entry that ends before it starts contradicts itself: it counts wherever either of the two may be meant.
    Math.min(start, end) <= at && at < Math.max(start, end) + spanMs;
  const starts = others.map(({ start, end }) => Math.min(start, end)).filter((at) => meets(at, fresh));
  const depths = [fresh.start, ...starts].map((at) => others.filter((other) => meets(at, other)).length);
  return 1 + Math.max(...depths);
}
