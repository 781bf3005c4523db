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

/** What the file says about where the borrower may be. */
export function indicatedPlaces(profile: ContactProfile): IndicatedPlaces {
  const { timeZones, jurisdictions = [] } = profile;
  const zones = [...new Set(timeZones.filter(isTimeZone))];
  const [home] = zones;
  const unknown = [
    ...(timeZones.length === 0 ? ['No time zone is on file.'] : []),
    ...(timeZones.every(isTimeZone) ? [] : ['A time zone on file is not recognised.']),
  ];
  return {
    zones,
    known: unknown.length === 0,
    ...(home === undefined ? {} : { home }),
    jurisdictions,
    unknown,
  };
}
