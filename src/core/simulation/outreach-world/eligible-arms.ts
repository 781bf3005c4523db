import type { RandomSource } from '../random-source.ts';
import { CHANNELS, DAYS, OUTREACH_ARMS } from './outreach-arms.ts';

/** Share of occasions on which rules and consents bar some arms. */
const RESTRICTED = 0.5;

const ALL: readonly number[] = Object.freeze([...OUTREACH_ARMS.keys()]);

const BARRED = { channel: 0.3, day: 0.3 } as const;

/** Places of the arms that are lawful on an occasion, ascending; never none. */
export function drawEligible(random: RandomSource): readonly number[] {
  if (!random.chance(RESTRICTED)) return ALL;
  const channels = new Set<string>(CHANNELS.filter(() => !random.chance(BARRED.channel)));
  const days = new Set<string>(DAYS.filter(() => !random.chance(BARRED.day)));
  const eligible: number[] = [];
  OUTREACH_ARMS.forEach(({ groups }, place) => {
    if (channels.has(groups.channel) && days.has(groups.day)) eligible.push(place);
  });
  return eligible.length === 0 ? [random.index(ALL.length)] : eligible;
}
