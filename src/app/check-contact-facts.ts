import type { Configuration } from '../core/configuration.ts';
import { type FieldProblem, InvalidInputError } from '../core/errors.ts';
import { jsonPointer } from '../core/features/json-pointer.ts';
import type { ContactProfile } from '../core/rules/contact-profile.ts';
import { isTimeZone } from '../core/time/zoned-time.ts';

/** What a servicing system knows of a borrower's contact; contacts made are Rapport's own record. */
export type ContactFactsOnFile = Omit<ContactProfile, 'borrowerId' | 'contacts' | 'missedCalls'>;

/** @throws {InvalidInputError} `time-zone-unknown` or `channel-unknown`, or `schema-violation` for an id that is there twice. */
export function checkContactFacts(
  facts: ContactFactsOnFile,
  { channels }: Pick<Configuration, 'channels'>,
): void {
  const zones = unknownZones(facts.timeZones);
  if (zones.length > 0) {
    throw new InvalidInputError('time-zone-unknown', 'A time zone is not known; nothing was stored.', {
      fields: zones,
    });
  }
  const unknown = unknownChannels(
    facts,
    channels.map(({ id }) => id),
  );
  if (unknown.length > 0) {
    throw new InvalidInputError('channel-unknown', 'A channel is not known; nothing was stored.', {
      fields: unknown,
    });
  }
  const repeated = LISTS_BY_ID.flatMap((list) => repeatedIds(list, facts[list] ?? []));
  if (repeated.length > 0) {
    throw new InvalidInputError('schema-violation', 'An id is there twice; nothing was stored.', {
      fields: repeated,
    });
  }
}

const LISTS_BY_ID = ['phones', 'emails', 'addresses', 'conversations', 'directConsents'] as const;

function unknownZones(timeZones: readonly string[]): FieldProblem[] {
  return timeZones.flatMap((zone, index) =>
    isTimeZone(zone)
      ? []
      : [
          {
            pointer: `/timeZones/${index}`,
            problem: `"${zone}" is no IANA time zone`,
            fix: 'use a name such as America/New_York; an offset or an abbreviation can not follow daylight saving',
          },
        ],
  );
}

function unknownChannels(facts: ContactFactsOnFile, known: readonly string[]): FieldProblem[] {
  const among = (list: 'holds' | 'inconvenientTimes') =>
    (facts[list] ?? []).map(({ channel }, index) => ({ channel, pointer: `/${list}/${index}/channel` }));
  const named = [
    ...Object.keys(facts.consents).map((channel) => ({ channel, pointer: jsonPointer('consents', channel) })),
    ...among('holds'),
    ...among('inconvenientTimes'),
  ];
  return named
    .filter(({ channel }) => channel !== undefined && !known.includes(channel))
    .map(({ channel, pointer }) => ({
      pointer,
      problem: `"${channel}" is no configured channel`,
      fix: `use one of ${known.join(', ')}`,
    }));
}

/** What is there twice could be two facts or one that changed: nobody can tell, so it is refused. */
function repeatedIds(list: string, facts: readonly { readonly id: string }[]): FieldProblem[] {
  const ids = facts.map(({ id }) => id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ pointer: `/${list}/${index}/id`, problem: 'is there twice', fix: 'give each an id of its own' }],
  );
}
