import type { ChannelId } from '../identifiers.ts';
import { earlierOf, type Interval, instant, laterOf, MINUTE_MS } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { TIME_ZONE_KNOWN } from './base-restrictions.ts';
import type { BlockedAction, Candidate } from './candidate.ts';
import { makeChannelRestrictions } from './channel-restrictions.ts';
import type { ContactFacts } from './contact-facts.ts';
import { explainBlocked } from './explain-blocked.ts';
import { oncePerKey } from './once-per-key.ts';
import { breaksCap, type Cap, type Cut, type Restriction, saysAnything } from './restriction.ts';
import { ruledChannel } from './rule-book.ts';
import type { RuleHit } from './rule-hit.ts';

/** What the rules make of a channel, ready for its send windows. */
interface ChannelVerdict {
  /** Those that take away anything. */
  readonly restrictions: readonly Restriction[];
  /** The parts of the span that every cut leaves. */
  readonly open: readonly Interval[];
  readonly caps: readonly Cap[];
}

const ENDED: RuleHit = { rule: 'send-window@1', reason: 'The send window has ended.' };
const UNPLACED: RuleHit = {
  rule: TIME_ZONE_KNOWN,
  reason: 'The send window could not be laid out in local time.',
};

/**
 * A judge of contacts: each comes back with its send window cut to where it is lawful, or with every rule that forbids
 * it.
 * @remarks Caps look at the send window from `now` on, not as other rules cut it: otherwise a further time zone or hold
 * on file could move a contact past a cap, and so permit what was forbidden. A window can be lawful in two parts (a long
 * day in Guam and New York); the first that is long enough is taken, so that a contact never falls in the gap.
 */
export function makeContactJudge(facts: ContactFacts): (candidate: Candidate) => Candidate | BlockedAction {
  const { book, now } = facts;
  const shortestMs = Math.max(1, book.settings.minimumWindowMinutes * MINUTE_MS);
  const restrictionsOf = makeChannelRestrictions(facts);
  const verdictOf = oncePerKey((id: ChannelId | undefined): ChannelVerdict => {
    const channel = ruledChannel(book, id ?? ('' as ChannelId));
    const restrictions = restrictionsOf(channel).filter((restriction) =>
      saysAnything(restriction, facts.span),
    );
    return {
      restrictions,
      open: openUnder(restrictions, facts.span),
      caps: restrictions.filter((restriction) => restriction.kind === 'cap'),
    };
  });
  const aheadOf = oncePerKey((interval: Interval) => ahead(interval, now));

  return ({ action, channel, window }) => {
    const { restrictions, open, caps } = verdictOf(channel);
    if (window === undefined) return { action, hits: unplaced(restrictions) };
    const rest = aheadOf(window.interval);
    const ended = window.interval.end <= rest.start;
    if (!ended && !caps.some((cap) => breaksCap(cap, rest))) {
      const interval = firstLong(open, rest, shortestMs);
      if (interval !== undefined) {
        return { action, ...(channel === undefined ? {} : { channel }), window: { ...window, interval } };
      }
    }
    const hits = explainBlocked(restrictions, rest, shortestMs, book.settings);
    return { action, hits: ended ? [...hits, ENDED] : hits };
  };
}

/** What is left of the interval from `now` on; of one that has ended, the instant at which it is judged. */
function ahead({ start, end }: Interval, now: Interval['start']): Interval {
  const from = laterOf(start, now);
  return { start: from, end: instant(Math.max(from + 1, end)) };
}

function openUnder(restrictions: readonly Restriction[], span: Interval): readonly Interval[] {
  const cuts = restrictions.filter((restriction): restriction is Cut => restriction.kind === 'cut');
  // Many rules name the same hours and so share one list.
  const lists = new Set(cuts.map(({ lawful }) => lawful));
  return [...lists].reduce<readonly Interval[]>(intersectIntervals, [span]);
}

function firstLong(open: readonly Interval[], { start, end }: Interval, shortestMs: number) {
  for (const part of open) {
    if (part.start >= end) return undefined;
    const from = laterOf(part.start, start);
    const to = earlierOf(part.end, end);
    if (to - from >= shortestMs) return { start: from, end: to };
  }
  return undefined;
}

/** A window that nobody could lay out is forbidden by whatever forbids the channel, and by not having been laid out. */
function unplaced(restrictions: readonly Restriction[]): readonly RuleHit[] {
  const hits = restrictions
    .filter((restriction) => restriction.kind === 'cut' && restriction.lawful.length === 0)
    .map(({ hit }) => hit);
  return hits.some(({ rule }) => rule === TIME_ZONE_KNOWN) ? hits : [...hits, UNPLACED];
}
