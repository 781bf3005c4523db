import type { ChannelId } from '../identifiers.ts';
import { tooManyWithinHours } from './cap-rule.ts';
import { channelConsent } from './consent-rule.ts';
import type { ContactFacts } from './contact-facts.ts';
import type { PointList } from './contact-points.ts';
import { doNotContact } from './hold-rule.ts';
import { type Cap, type Cut, forbids, type Restriction } from './restriction.ts';
import type { RuledChannel } from './rule-book.ts';
import type { FrequencyCap, RuleSettings } from './rule-settings.ts';
import { openParts } from './window-rule.ts';

/** The rule that forbids contact whose local time nobody can tell. */
export const TIME_ZONE_KNOWN = 'time-zone-known@1';

const NO_CONTACT_POINT = {
  phones: 'The list of phone numbers on file is empty.',
  emails: 'The list of e-mail addresses on file is empty.',
  addresses: 'The list of postal addresses on file is empty.',
} as const;

/** What the house demands whatever the packs say: consent, no hold, somewhere to reach, a known time zone, hours, caps. */
export function baseRestrictions(
  facts: ContactFacts,
  channel: RuledChannel,
  lists: readonly PointList[],
): readonly Restriction[] {
  return [
    ...channelConsent(facts, channel),
    ...doNotContact(facts, channel),
    ...lists
      .filter(({ points }) => points.length === 0)
      .map(({ name }) => forbids({ rule: 'contact-point@1', reason: NO_CONTACT_POINT[name] })),
    ...facts.places.unknown.map((reason) => forbids({ rule: TIME_ZONE_KNOWN, reason })),
    ...(facts.places.known ? [quietHours(facts)] : []),
    ...configuredCaps(facts, channel.id),
  ];
}

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const hoursOf = new WeakMap<RuleSettings['quietHours'], Parameters<typeof openParts>[0]>();

function quietHours(facts: ContactFacts): Cut {
  const { quietHours: quiet } = facts.book.settings;
  const { id, start, end } = quiet;
  const hours = hoursOf.get(quiet) ?? [{ days: EVERY_DAY, start, end }];
  hoursOf.set(quiet, hours);
  const hit = {
    rule: id,
    reason: `No part of the send window lies between ${start} and ${end} in every time zone on file.`,
  };
  return { kind: 'cut', hit, lawful: openParts(hours, facts) };
}

/** The settings' caps count in stretches of 24 hours, and hold for everything but what the law requires. */
function configuredCaps({ book, question, counted, span }: ContactFacts, channel: ChannelId): readonly Cap[] {
  if (question.purpose === 'required') return [];
  const together = (cap: FrequencyCap, id: ChannelId) => cap.channels?.includes(id) !== false;
  return book.settings.caps
    .filter((cap) => together(cap, channel))
    .map((cap) => ({
      kind: 'cap',
      hit: {
        rule: cap.id,
        reason: `The limit of ${cap.limit} within ${cap.days} × 24 hours could be exceeded.`,
      },
      forbidden: tooManyWithinHours(
        counted.filter((entry) => together(cap, entry.channel)),
        cap.limit,
        cap.days,
        span,
      ),
      exempt: [],
    }));
}
