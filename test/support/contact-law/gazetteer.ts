import { placeOfAreaCode } from '../../../src/core/places/place-of-area-code.ts';
import { placeOfZip } from '../../../src/core/places/place-of-zip.ts';

/** Area codes and ZIPs by jurisdiction, to draw homes from. */
export interface Gazetteer {
  readonly jurisdictions: readonly string[];
  readonly areaCodes: (jurisdiction: string) => readonly string[];
  readonly zips: (jurisdiction: string) => readonly string[];
  readonly zones: (jurisdiction: string) => readonly string[];
  /** Of more than one zone or jurisdiction. */
  readonly splitZips: readonly string[];
  readonly splitAreaCodes: readonly string[];
  readonly foreignAreaCodes: readonly string[];
}

export function readGazetteer(): Gazetteer {
  const codesOf = new Map<string, string[]>();
  const zipsOf = new Map<string, string[]>();
  const zonesOf = new Map<string, Set<string>>();
  const splitZips: string[] = [];
  const splitAreaCodes: string[] = [];
  const foreignAreaCodes: string[] = [];
  for (const code of numbers(200, 999, 3)) {
    const place = placeOfAreaCode(code);
    if (place === undefined || place === 'nowhere') continue;
    if (place.jurisdictions.length === 0) foreignAreaCodes.push(code);
    if (place.zones.length > 1) splitAreaCodes.push(code);
    for (const jurisdiction of place.jurisdictions) listed(codesOf, jurisdiction).push(code);
  }
  for (const zip of numbers(0, 99_999, 5)) {
    const place = placeOfZip(zip);
    if (place === undefined || place === 'nowhere') continue;
    if (place.zones.length > 1) splitZips.push(zip);
    for (const jurisdiction of place.jurisdictions) {
      listed(zipsOf, jurisdiction).push(zip);
      const zones = zonesOf.get(jurisdiction) ?? new Set();
      for (const zone of place.zones) zones.add(zone);
      zonesOf.set(jurisdiction, zones);
    }
  }
  const zones = new Map([...zonesOf].map(([jurisdiction, set]) => [jurisdiction, [...set]]));
  return {
    jurisdictions: [...zipsOf.keys()].sort(),
    areaCodes: (jurisdiction) => codesOf.get(jurisdiction) ?? [],
    zips: (jurisdiction) => zipsOf.get(jurisdiction) ?? [],
    zones: (jurisdiction) => zones.get(jurisdiction) ?? [],
    splitZips,
    splitAreaCodes,
    foreignAreaCodes,
  };
}

function numbers(first: number, last: number, digits: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(digits, '0'));
}

function listed(lists: Map<string, string[]>, key: string): string[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
