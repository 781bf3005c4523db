import { placeOfAreaCode } from '../../../src/core/places/place-of-area-code.ts';
import { placeOfZip } from '../../../src/core/places/place-of-zip.ts';
import type { ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import { isZone } from './wall-clock.ts';

export interface PlacesOnFile {
  readonly zones: readonly string[];
  readonly jurisdictions: ReadonlySet<string>;
  /** Something on file tells a zone, and nothing there points to a place that nobody can tell. */
  readonly isKnown: boolean;
}

/** Comment 6(b)(1)(i)-2: every place that the file indicates. */
export function placesOnFile(profile: ContactProfile): PlacesOnFile {
  const zones = new Set<string>();
  const jurisdictions = new Set<string>(profile.jurisdictions ?? []);
  let isFounded = false;
  let isDoubtful = false;
  for (const zone of profile.timeZones) {
    if (isZone(zone)) {
      zones.add(zone);
      isFounded = true;
    } else isDoubtful = true;
  }
  for (const { areaCode, line } of profile.phones ?? []) {
    const place = areaCode === undefined ? undefined : placeOfAreaCode(areaCode);
    if (place === undefined) isDoubtful = true;
    else if (place !== 'nowhere') {
      for (const zone of place.zones) zones.add(zone);
      for (const jurisdiction of place.jurisdictions) jurisdictions.add(jurisdiction);
      if (line !== 'voip') isFounded = true;
    }
  }
  for (const { zip } of profile.addresses ?? []) {
    const place = placeOfZip(zip);
    if (place === undefined || place === 'nowhere') isDoubtful = true;
    else {
      for (const zone of place.zones) zones.add(zone);
      for (const jurisdiction of place.jurisdictions) jurisdictions.add(jurisdiction);
      isFounded = true;
    }
  }
  return { zones: [...zones], jurisdictions, isKnown: isFounded && !isDoubtful };
}
