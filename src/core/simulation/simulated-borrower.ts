import type { BorrowerId, ChannelId } from '../identifiers.ts';
import type { ConsentStatus } from '../rules/contact-profile.ts';
import { randomSource } from './random-source.ts';
import { type SimulatedHome, simulatedHome } from './simulated-home.ts';
import { TIMES_OF_DAY, type TimeOfDay } from './time-of-day.ts';

/** One invented borrower: what is on file, and what only the simulation knows. */
export interface SimulatedBorrower {
  readonly id: BorrowerId;
  readonly accountId: string;
  /** On file; now and then two, rarely none. */
  readonly timeZones: readonly string[];
  /** On file: a home and a number in each of these zones. */
  readonly homes: readonly SimulatedHome[];
  /** On file, by channel id. */
  readonly consents: Readonly<Record<string, ConsentStatus>>;
  readonly balanceUsd: number;
  /** The servicer's own score of how likely the borrower is to pay, 0 … 1. */
  readonly paymentScore: number;
  /** Promises to pay that were not kept in the last twelve months. */
  readonly brokenPromises: number;
  readonly monthsOnBook: number;
  readonly autopay: 'no' | 'yes';
  /** Days past due at the start of the simulation. */
  readonly daysPastDueAtStart: number;
  /** Days after which the account is current again and the count starts anew. */
  readonly cycleDays: number;
  /** Hidden: the channel that the borrower answers. */
  readonly favouriteChannel: ChannelId;
  /** Hidden: the time at which the borrower answers. */
  readonly bestTime: TimeOfDay;
  /** What the servicer has seen of the favourites: mostly right, sometimes misleading, sometimes nothing. */
  readonly lastOpenedChannel: ChannelId | 'none';
  readonly lastAnsweredTime: TimeOfDay | 'none';
}

/** Rough shares of the population of the United States. */
const TIME_ZONES = {
  'America/New_York': 47,
  'America/Chicago': 29,
  'America/Los_Angeles': 16,
  'America/Denver': 5,
  'America/Phoenix': 2,
  'Pacific/Honolulu': 0.5,
  'America/Anchorage': 0.5,
} as const;

const FAVOURITE_SHARE: Readonly<Record<string, number>> = { email: 0.4, sms: 0.35, call: 0.25 };
const BEST_TIME_SHARE = { morning: 0.3, midday: 0.2, evening: 0.35, weekend: 0.15 } as const;
const CONSENT_SHARE: Readonly<Record<string, number>> = { email: 0.96, sms: 0.88, call: 0.92 };

/** How often the file's last observation shows the favourite; the rest is split between another one and nothing. */
const SEEN_RIGHT = 0.86;
const SEEN_NOTHING = 0.07;

/** The borrower with this number; the same for the same seed, channels and number. */
export function simulatedBorrower(
  seed: number,
  number: number,
  channels: readonly ChannelId[],
): SimulatedBorrower {
  const random = randomSource(seed, 'borrower', number);
  const firstZone = random.pick(TIME_ZONES);
  const secondZone = random.pick(TIME_ZONES);
  const zoneCount = random.pick({ none: 1.5, one: 94.5, two: 4 });
  const favouriteChannel = random.pick(shares(channels, FAVOURITE_SHARE, 0.2));
  const bestTime = random.pick(BEST_TIME_SHARE);
  const consents: Record<string, ConsentStatus> = {};
  for (const channel of channels) {
    const granted = CONSENT_SHARE[channel] ?? 0.9;
    consents[channel] = random.pick({ granted, refused: (1 - granted) / 2, unknown: (1 - granted) / 2 });
  }
  const observed = <T extends string>(truth: T, all: readonly T[]): T | 'none' => {
    const kind = random.pick({
      right: SEEN_RIGHT,
      nothing: SEEN_NOTHING,
      other: 1 - SEEN_RIGHT - SEEN_NOTHING,
    });
    const other = all[random.index(all.length)] ?? truth;
    if (kind === 'nothing') return 'none';
    return kind === 'right' ? truth : other;
  };
  const timeZones = zonesOnFile(zoneCount, firstZone, secondZone);
  return {
    id: `b-${String(number + 1001)}` as BorrowerId,
    accountId: `a-${String(number + 1001)}`,
    timeZones,
    homes: timeZones.flatMap((zone) => simulatedHome(seed, number, zone) ?? []),
    consents,
    balanceUsd: Math.round(500 + 24_000 * random.unit() ** 2),
    paymentScore: Math.round(100 * clamp(0.55 + 0.22 * random.normal(), 0.02, 0.98)) / 100,
    brokenPromises: random.chance(0.6) ? 0 : 1 + random.index(3),
    monthsOnBook: 1 + random.index(72),
    autopay: random.pick({ no: 80, yes: 20 }),
    daysPastDueAtStart: 1 + random.index(60),
    cycleDays: 45 + random.index(46),
    favouriteChannel,
    bestTime,
    lastOpenedChannel: observed(favouriteChannel, channels),
    lastAnsweredTime: observed(bestTime, TIMES_OF_DAY),
  };
}

/**
 * Days past due on a day of the simulation, 1 … `cycleDays`. It does not depend on what was decided before, so that
 * policies can be valued on the very same situations.
 */
export function daysPastDueOn(borrower: SimulatedBorrower, day: number): number {
  return 1 + ((borrower.daysPastDueAtStart - 1 + day) % borrower.cycleDays);
}

function zonesOnFile(count: 'none' | 'one' | 'two', first: string, second: string): readonly string[] {
  if (count === 'none') return [];
  return count === 'two' && second !== first ? [first, second] : [first];
}

function shares(
  ids: readonly ChannelId[],
  known: Readonly<Record<string, number>>,
  otherwise: number,
): Record<ChannelId, number> {
  return Object.fromEntries(ids.map((id) => [id, known[id] ?? otherwise]));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
