import { isTimeZone } from '../time/zoned-time.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { RuleHit } from './rule-hit.ts';

/** The rule that forbids contact whose local time nobody can tell. */
export const TIME_ZONE_KNOWN = 'time-zone-known@1';

/** A hit when no time zone is on file, or one that isn't recognised: the local time of contact is then unknown. */
export function timeZoneHits({ timeZones }: Pick<ContactProfile, 'timeZones'>): readonly RuleHit[] {
  if (timeZones.length === 0) return [{ rule: TIME_ZONE_KNOWN, reason: 'No time zone is on file.' }];
  if (timeZones.every(isTimeZone)) return [];
  return [{ rule: TIME_ZONE_KNOWN, reason: 'A time zone on file is not recognised.' }];
}
