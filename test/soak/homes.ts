import type { Medium } from '../../src/core/rules/rule.ts';
import { parseInstant } from '../../src/core/time/instant.ts';

/** At most so many contacts on these media within so many days, by what the law of the place says in words. */
export interface KnownCap {
  readonly says: string;
  readonly limit: number;
  readonly days: number;
  readonly media: readonly Medium[];
  /** The first instant at which it binds; absent = always. */
  readonly from?: number;
}

/** Where a borrower lives, as the generator knows it: zones and limits by heart, nothing looked up. */
export interface KnownHome {
  readonly zip: string;
  readonly areaCode: string;
  readonly zones: readonly string[];
  readonly caps: readonly KnownCap[];
}

const ALL = ['call', 'text', 'email', 'mail', 'push'] as const;

/** What binds everywhere: 12 CFR 1006.14(b)(2)(i)(A). */
export const CALL_CAP: KnownCap = {
  says: '7 calls within 7 days (12 CFR 1006.14(b)(2)(i)(A))',
  limit: 7,
  days: 7,
  media: ['call'],
};

/** Of each kind one: an own cap, two zones by one area code, two zones by moving, no daylight saving, far west. */
export const HOMES: readonly KnownHome[] = [
  {
    zip: '10001',
    areaCode: '212',
    zones: ['America/New_York'],
    caps: [
      {
        says: '3 contacts within 7 days in New York City (6 RCNY 5-77)',
        limit: 3,
        days: 7,
        media: ALL,
        from: parseInstant('2026-09-01T04:00:00Z'),
      },
    ],
  },
  {
    zip: '02108',
    areaCode: '617',
    zones: ['America/New_York'],
    caps: [
      {
        says: '2 calls and texts within 7 days in Massachusetts (940 CMR 7.04(1)(f))',
        limit: 2,
        days: 7,
        media: ['call', 'text'],
      },
    ],
  },
  {
    zip: '98101',
    areaCode: '206',
    zones: ['America/Los_Angeles'],
    caps: [{ says: '3 contacts within 7 days in Washington (RCW 19.16.250)', limit: 3, days: 7, media: ALL }],
  },
  {
    zip: '20001',
    areaCode: '202',
    zones: ['America/New_York'],
    caps: [
      { says: '4 calls within 7 days in DC (D.C. Code 28-3814)', limit: 4, days: 7, media: ['call'] },
      {
        says: '5 electronic messages within 7 days in DC (D.C. Code 28-3814)',
        limit: 5,
        days: 7,
        media: ['text', 'email'],
      },
    ],
  },
  { zip: '32501', areaCode: '850', zones: ['America/New_York', 'America/Chicago'], caps: [] },
  { zip: '85004', areaCode: '602', zones: ['America/Phoenix'], caps: [] },
  { zip: '90012', areaCode: '404', zones: ['America/New_York', 'America/Los_Angeles'], caps: [] },
  { zip: '96813', areaCode: '808', zones: ['Pacific/Honolulu'], caps: [] },
];

/** The home of the borrower with this number. */
export function homeOf(number: number): KnownHome {
  return HOMES[number % HOMES.length] as KnownHome;
}
