import { exceedsRolling } from './counting.ts';
import type { Provision } from './provision.ts';
import { isCounted, reaches, type Situation, spanOf } from './situation.ts';

const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const MINUTE = 60_000;

/** Reasons that some provision speaks about; for a contact that a duty demands, that provision alone decides. */
const SPOKEN_OF = new Set([
  'opt-out',
  'revocation',
  'medium-request',
  'do-not-call',
  'wrong-party',
  'reassigned-number',
  'complaint',
  'attorney',
  'cease',
  'dispute',
  'bankruptcy',
  'deceased',
  'minor',
  'disaster',
  'litigation',
  'servicemember',
  'identity-theft',
]);

/** What the house demands before any pack: consent, holds, known zones, quiet hours and its own caps. */
export const BASE: readonly Provision[] = [
  { name: 'consent', forbids: ({ ask, at }) => !isGranted(ask.profile.consents[ask.channel.id], at) },
  {
    name: 'hold',
    forbids: (situation) =>
      situation.holds.some(
        (hold) =>
          reaches(situation, hold) &&
          !(situation.isRequired && SPOKEN_OF.has(hold.reason ?? 'do-not-contact')),
      ),
  },
  { name: 'zone unknown', forbids: ({ places }) => !places.isKnown },
  {
    name: 'quiet hours',
    forbids: ({ ask, clocks }) =>
      clocks.some(
        ({ msOfDay }) =>
          msOfDay < msOf(ask.settings.quietHours.start) || msOfDay >= msOf(ask.settings.quietHours.end),
      ),
  },
  {
    name: 'house cap',
    forbids: (situation) => !situation.isRequired && exceedsConfigured(situation),
  },
];

function isGranted(
  consent: Situation['ask']['profile']['consents'][string] | undefined,
  at: number,
): boolean {
  if (consent?.status !== 'granted') return false;
  if (consent.since !== undefined && consent.since > at) return false;
  return consent.until === undefined || at < consent.until;
}

export function msOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

function exceedsConfigured({ ask, at }: Situation): boolean {
  return ask.settings.caps.some(({ channels, limit, days }) => {
    if (channels !== undefined && !channels.includes(ask.channel.id)) return false;
    const counted = ask.profile.contacts.filter(
      (entry) =>
        (channels === undefined || channels.includes(entry.channel)) &&
        isCounted(entry, ask.now ?? at, ask.ownDecision),
    );
    return (
      limit === 0 ||
      exceedsRolling(
        counted.map(({ interval }) => spanOf(interval)),
        at,
        limit,
        days,
      )
    );
  });
}

/** Whether a stated inconvenient time holds on some clock; over midnight when it ends no later than it begins. */
export function isInconvenient(situation: Situation): boolean {
  return (situation.ask.profile.inconvenientTimes ?? []).some((stated) => {
    if (stated.channel !== undefined && !reaches(situation, { channel: stated.channel })) return false;
    const start = msOf(stated.start);
    const end = msOf(stated.end);
    const isNamed = (weekday: number) =>
      stated.days === undefined || stated.days.some((day) => day === DAY_NAMES[(weekday + 7) % 7]);
    return situation.clocks.some(({ weekday, msOfDay }) =>
      end > start
        ? isNamed(weekday) && msOfDay >= start && msOfDay < end
        : (isNamed(weekday) && msOfDay >= start) || (isNamed(weekday - 1) && msOfDay < end),
    );
  });
}
