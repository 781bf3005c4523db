import type { Place } from '../places/place.ts';
import { placeOfAreaCode } from '../places/place-of-area-code.ts';
import { placeOfZip } from '../places/place-of-zip.ts';
import { isTimeZone } from '../time/zoned-time.ts';
import type { ContactProfile } from './contact-profile.ts';

/** Where a borrower may be. */
export interface IndicatedPlaces {
  /** Every time zone that the file indicates and that is recognised, each once. */
  readonly zones: readonly string[];
  /** Whether local time can be told at all. */
  readonly known: boolean;
  /** Where send windows are laid out. */
  readonly home?: string;
  /** Whose law may apply; empty = unknown, so everyone's. */
  readonly jurisdictions: readonly string[];
  /** Why local time can't be told, a sentence each; empty when it can. */
  readonly unknown: readonly string[];
}

type Located = Pick<ContactProfile, 'timeZones' | 'jurisdictions' | 'phones' | 'addresses'>;

/**
 * Every place that the file points to: stated zones, the area codes of all numbers, the ZIPs of all addresses.
 * @remarks A number over the internet adds its zones and jurisdictions but is no evidence of where its holder is; a
 * toll-free one says nothing. One fact whose place nobody can tell makes local time unknown.
 * @see 12 CFR 1006.6(b)(1), comment 6(b)(1)(i)-2: a time convenient in every location that the file indicates.
 */
export function indicatedPlaces({
  timeZones,
  jurisdictions = [],
  phones = [],
  addresses = [],
}: Located): IndicatedPlaces {
  const stated = timeZones.filter(isTimeZone);
  const ofAddresses = addresses.map(({ zip }) => placeOfZip(zip));
  const ofPhones = phones.map(({ areaCode, line }) => ({
    place: areaCode === undefined ? undefined : placeOfAreaCode(areaCode),
    isEvidence: line !== 'voip',
  }));
  const evidence = [
    ...ofAddresses.filter(isPlace),
    ...ofPhones
      .filter(({ isEvidence }) => isEvidence)
      .map(({ place }) => place)
      .filter(isPlace),
  ];
  const places = [...ofAddresses, ...ofPhones.map(({ place }) => place)].filter(isPlace);
  const home = stated[0] ?? evidence[0]?.zones[0];
  const unknown = [
    ...(stated.length < timeZones.length ? ['A time zone on file is not recognised.'] : []),
    ...(ofAddresses.every(isPlace) ? [] : ['Nobody can tell the place of a postal address on file.']),
    ...(ofPhones.some(({ place }) => place === undefined)
      ? ['Nobody can tell the place of a telephone number on file.']
      : []),
  ];
  if (home === undefined && unknown.length === 0) unknown.push('No time zone is on file.');
  return {
    zones: [...new Set([...stated, ...places.flatMap(({ zones }) => zones)])],
    known: unknown.length === 0,
    ...(home === undefined ? {} : { home }),
    jurisdictions: withParents([...jurisdictions, ...places.flatMap((place) => place.jurisdictions)]),
    unknown,
  };
}

function isPlace(place: Place | 'nowhere' | undefined): place is Place {
  return place !== undefined && place !== 'nowhere';
}

/** Each once, and beside a city (`US-NY-NYC`) its state. */
function withParents(jurisdictions: readonly string[]): readonly string[] {
  if (jurisdictions.length === 0) return jurisdictions;
  return [...new Set(jurisdictions.flatMap((name) => [name, name.split('-').slice(0, 2).join('-')]))];
}
