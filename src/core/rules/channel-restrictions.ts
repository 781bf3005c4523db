import type { Interval } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { intervalsOutside } from '../time/intervals-outside.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import { appliedRules, type TermedRule } from './applied-rules.ts';
import { concernsChannel } from './applies.ts';
import { baseRestrictions } from './base-restrictions.ts';
import { overCap } from './cap-rule.ts';
import { type ChannelPoints, channelPoints } from './channel-points.ts';
import { consentedParts } from './consent-rule.ts';
import type { ContactFacts } from './contact-facts.ts';
import { partsAfterConversations } from './cooldown-rule.ts';
import { partsWithoutHolds } from './hold-rule.ts';
import { workingParts } from './holiday-rule.ts';
import { oncePerKey } from './once-per-key.ts';
import type { Restriction } from './restriction.ts';
import type { RuledChannel } from './rule-book.ts';
import { convenientParts, openParts } from './window-rule.ts';

/** What each rule makes of a channel within the span of the facts: the house's first, then the book's, in its order. */
export function makeChannelRestrictions(
  facts: ContactFacts,
): (channel: RuledChannel) => readonly Restriction[] {
  const applied = appliedRules(facts).filter(({ rule }) => rule.kind !== 'obligation');
  // What does not depend on the channel is worked out once for all of them.
  const sameForAll = oncePerKey((termed: TermedRule) => forEveryChannel(termed, facts));
  return (channel) => {
    const meeting = applied.filter(({ rule }) => concernsChannel(rule, channel));
    const points = channelPoints(facts, channel, meeting);
    const restrictions = meeting.map(
      (termed) => sameForAll(termed) ?? forChannel(termed, facts, channel, points),
    );
    return [
      ...baseRestrictions(facts, channel, points.lists),
      ...restrictions.filter((restriction) => restriction !== undefined),
    ];
  };
}

function forEveryChannel({ rule, term, hit }: TermedRule, facts: ContactFacts): Restriction | undefined {
  switch (rule.kind) {
    case 'window': {
      const { hours, alsoZones } = rule.parameters;
      return hours === 'stated' ? undefined : cut(hit, term, facts, () => openParts(hours, facts, alsoZones));
    }
    case 'holiday':
      return cut(hit, term, facts, () => workingParts(rule.parameters, facts));
    case 'cooldown':
      return {
        kind: 'cut',
        hit,
        lawful: within(term, facts, partsAfterConversations(rule.parameters, facts)),
      };
    case 'cap': {
      if (rule.parameters.place !== undefined) return undefined;
      const exempt = rule.parameters.exclusions.includes('prior-consent') ? facts.consentPeriods : [];
      return {
        kind: 'cap',
        hit,
        forbidden: intersectIntervals(overCap(rule.parameters, facts), [term]),
        exempt,
      };
    }
    default:
      return undefined;
  }
}

function forChannel(
  { rule, term, hit }: TermedRule,
  facts: ContactFacts,
  channel: RuledChannel,
  points: ChannelPoints,
): Restriction | undefined {
  switch (rule.kind) {
    case 'window':
      return cut(hit, term, facts, () => convenientParts(facts, channel));
    case 'consent': {
      const lawful = consentedParts(rule.parameters, facts, channel, points.all);
      return { kind: 'cut', hit, lawful: within(term, facts, lawful) };
    }
    case 'suppression': {
      const { when } = rule.parameters;
      if (when.fact === 'contact-point') {
        const lawful = points.lawfulUnder({ fact: when, term });
        return lawful === undefined ? undefined : { kind: 'cut', hit, lawful };
      }
      const lawful = partsWithoutHolds(when, rule.media, facts, channel);
      return { kind: 'cut', hit, lawful: within(term, facts, lawful) };
    }
    case 'cap': {
      if (!points.mayBeAtWork) return undefined;
      const { parameters } = rule;
      const consented = parameters.exclusions.includes('prior-consent') ? facts.consentPeriods : [];
      return {
        kind: 'cap',
        hit,
        forbidden: intersectIntervals(overCap(parameters, facts), [term]),
        exempt: [...consented, ...points.notAtWork],
      };
    }
    default:
      return undefined;
  }
}

/** A rule about local time says nothing where that is unknown: `time-zone-known@1` forbids everything then. */
function cut(
  hit: Restriction['hit'],
  term: Interval,
  facts: ContactFacts,
  lawful: () => readonly Interval[],
): Restriction | undefined {
  return facts.places.known ? { kind: 'cut', hit, lawful: within(term, facts, lawful()) } : undefined;
}

/** What the rule lets be while it applies, and the rest of the span. */
function within(term: Interval, { span }: ContactFacts, lawful: readonly Interval[]): readonly Interval[] {
  if (term.start === span.start && term.end === span.end) return lawful;
  return uniteIntervals([...intervalsOutside(span, [term]), ...lawful]);
}
