import { randomSource } from './random-source.ts';

/** What a file says of where an invented borrower lives. */
export interface SimulatedHome {
  readonly zip: string;
  readonly areaCode: string;
}

/** By time zone, the largest places first; some in states and cities that count contacts in their own way. */
const HOMES: Readonly<Record<string, readonly SimulatedHome[]>> = {
  'America/New_York': [
    { zip: '33130', areaCode: '305' },
    { zip: '30303', areaCode: '404' },
    { zip: '15222', areaCode: '412' },
    { zip: '28202', areaCode: '704' },
    { zip: '43215', areaCode: '614' },
    { zip: '10001', areaCode: '212' },
    { zip: '02108', areaCode: '617' },
  ],
  'America/Chicago': [
    { zip: '75201', areaCode: '214' },
    { zip: '60601', areaCode: '312' },
    { zip: '53202', areaCode: '414' },
  ],
  'America/Los_Angeles': [
    { zip: '90012', areaCode: '213' },
    { zip: '98101', areaCode: '206' },
    { zip: '89101', areaCode: '702' },
  ],
  'America/Denver': [{ zip: '80202', areaCode: '303' }],
  'America/Phoenix': [{ zip: '85004', areaCode: '602' }],
  'Pacific/Honolulu': [{ zip: '96813', areaCode: '808' }],
  'America/Anchorage': [{ zip: '99501', areaCode: '907' }],
};

/** A home in the zone, the same for the same seed and number; drawn apart from everything else of the borrower. */
export function simulatedHome(seed: number, number: number, zone: string): SimulatedHome | undefined {
  const homes = HOMES[zone] ?? [];
  return homes[randomSource(seed, 'home', number, zone).index(Math.max(1, homes.length))];
}
