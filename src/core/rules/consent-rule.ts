import type { Instant, Interval } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import type { ContactFacts } from './contact-facts.ts';
import type { ContactPoint } from './contact-points.ts';
import type { Consent } from './contact-profile.ts';
import { lasting } from './lasting.ts';
import { type Cut, forbids } from './restriction.ts';
import type { ConsentParameters } from './rule.ts';
import type { RuledChannel } from './rule-book.ts';

const RULE = 'channel-consent@1';

/** What is on file about the channel; own keys only: one named like a property of every object must not find one. */
function consentTo({ profile: { consents } }: ContactFacts, { id }: RuledChannel): Consent | undefined {
  return Object.hasOwn(consents, id) ? consents[id] : undefined;
}

/** Consent to the channel that is on file, granted, begun and not ended. Anything else forbids. */
export function channelConsent(facts: ContactFacts, channel: RuledChannel): readonly Cut[] {
  const consent = consentTo(facts, channel);
  const never = (reason: string) => [forbids({ rule: RULE, reason })];
  if (consent === undefined) return never('No consent to this channel is on file.');
  if (consent.status === 'refused') return never('The borrower refused contact on this channel.');
  if (consent.status !== 'granted') return never('Consent to this channel is unknown.');
  if (consent.since !== undefined && consent.since > facts.now) {
    return never('Consent to this channel has not begun yet.');
  }
  const { until } = consent;
  if (until === undefined || until >= facts.span.end) return [];
  const hit = { rule: RULE, reason: 'Consent to this channel has ended.' };
  return [{ kind: 'cut', hit, lawful: intersectIntervals([facts.span], before(until, facts.span)) }];
}

function before(until: Instant, { start }: Interval): readonly Interval[] {
  return start < until ? [{ start, end: until }] : [];
}

/** The parts of the span in which consent to the channel has the form and the freshness that the rule demands. */
export function consentedParts(
  { form, maxAgeDays, orReassignedCheckDays }: ConsentParameters,
  facts: ContactFacts,
  channel: RuledChannel,
  points: readonly ContactPoint[],
): readonly Interval[] {
  const { span } = facts;
  const consent = consentTo(facts, channel);
  if (form !== undefined && consent?.form !== form) return [];
  if (maxAgeDays === undefined) return [span];
  const fresh = [consent?.since, consent?.confirmedAt].flatMap((at) => lasting(at, maxAgeDays));
  const checked =
    orReassignedCheckDays === undefined
      ? []
      : points.flatMap(({ phone, usable }) =>
          intersectIntervals(usable, lasting(phone?.reassignedCheckedAt, orReassignedCheckDays)),
        );
  return intersectIntervals([span], uniteIntervals([...fresh, ...checked]));
}
