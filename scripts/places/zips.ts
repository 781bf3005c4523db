import { createRequire } from 'node:module';
import { STATES } from '../../src/core/places/states.ts';
import type { PlaceData } from './area-codes.ts';
import { oneClock } from './one-clock.ts';

interface ZipEntry {
  readonly zip: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly state: string;
  readonly country: string;
}

// Neither package has types.
const require = createRequire(import.meta.url);
const { codes } = require('zipcodes') as { readonly codes: Readonly<Record<string, ZipEntry>> };
const zoneAt = require('@photostructure/tz-lookup') as (latitude: number, longitude: number) => string;

/** A ZIP is an area, of which only the middle is known: what lies so near may belong to it. */
const REACH_KM = 15;
const KM_PER_DEGREE = 111.2;

/** Where the map of zones has the sea, or a neighbour's shore. */
const ZONE_OF_STATE: Readonly<Record<string, readonly string[]>> = {
  AS: ['Pacific/Pago_Pago'],
  GU: ['Pacific/Guam'],
  HI: ['Pacific/Honolulu'],
  MP: ['Pacific/Saipan'],
  PR: ['America/Puerto_Rico'],
  VI: ['America/St_Thomas'],
  PW: ['Pacific/Palau'],
  FM: ['Pacific/Chuuk', 'Pacific/Kosrae', 'Pacific/Pohnpei'],
  MH: ['Pacific/Majuro'],
};

const MAINLAND: readonly string[] = [
  'America/Adak',
  'America/Anchorage',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/New_York',
  'America/Phoenix',
];

const MILITARY: readonly string[] = ['AA', 'AE', 'AP'];

/**
 * Clocks kept in parts of Alabama and elsewhere by custom are not the law's: the Uniform Time Act's zone governs, so it
 * is added where the map of zones follows custom (Valley and Lanett, Alabama; 15 USC 261).
 */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  '36854': ['America/Chicago'],
  '36863': ['America/Chicago'],
};

export type ZipPlace = PlaceData | 'nowhere';

/** Every ZIP of the list, and those it lacks among others that begin with the same three digits. */
export function zips(): ReadonlyMap<string, ZipPlace> {
  const known = new Map<string, ZipPlace>();
  for (const entry of Object.values(codes)) {
    if (entry.country === 'US') known.set(entry.zip, placeOf(entry));
  }
  const byPrefix = new Map<string, ZipPlace[]>();
  for (const [zip, place] of known) {
    const prefix = zip.slice(0, 3);
    const places = byPrefix.get(prefix);
    if (places === undefined) byPrefix.set(prefix, [place]);
    else places.push(place);
  }
  for (const [prefix, places] of byPrefix) {
    const all = unionOf(places);
    for (let last = 0; last < 100; last += 1) {
      const zip = `${prefix}${String(last).padStart(2, '0')}`;
      const place = known.get(zip) ?? all;
      // Where the map has all that is near across a border, the zones are those of the ZIPs beside it.
      const isAbroad = place !== 'nowhere' && all !== 'nowhere' && place.zones.length === 0;
      known.set(zip, isAbroad ? { ...place, zones: all.zones } : place);
    }
  }
  return known;
}

function placeOf({ zip, latitude, longitude, state }: ZipEntry): ZipPlace {
  if (MILITARY.includes(state)) return 'nowhere';
  const jurisdictions = STATES.includes(state)
    ? [`US-${state}`, ...(isNewYorkCity(zip) ? ['US-NY-NYC'] : [])]
    : [];
  const fixed = ZONE_OF_STATE[state];
  if (fixed !== undefined) return { zones: fixed, jurisdictions };
  const around = aroundOf(latitude, longitude).map(([north, east]) => oneClock(zoneAt(north, east)));
  const zones = new Set([...around.filter((zone) => MAINLAND.includes(zone)), ...(BESIDE[zip] ?? [])]);
  return { zones: [...zones].sort(), jurisdictions };
}

/** The middle and eight points around it. */
function aroundOf(latitude: number, longitude: number): [latitude: number, longitude: number][] {
  const north = REACH_KM / KM_PER_DEGREE;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  const diagonal = Math.SQRT1_2;
  const steps = [
    [0, 0],
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    [diagonal, diagonal],
    [diagonal, -diagonal],
    [-diagonal, diagonal],
    [-diagonal, -diagonal],
  ] as const;
  return steps.map(([n, e]) => [latitude + n * north, longitude + e * east]);
}

/** Manhattan, Staten Island, the Bronx, Queens and Brooklyn. */
function isNewYorkCity(zip: string): boolean {
  return /^(?:10[0-4]|11[1-46])/.test(zip) || zip === '11004' || zip === '11005';
}

function unionOf(places: readonly ZipPlace[]): ZipPlace {
  const told = places.filter((place) => place !== 'nowhere');
  if (told.length === 0) return 'nowhere';
  return {
    zones: [...new Set(told.flatMap(({ zones }) => zones))].sort(),
    jurisdictions: [...new Set(told.flatMap(({ jurisdictions }) => jurisdictions))].sort(),
  };
}
