import { type Interval, MINUTE_MS } from '../time/instant.ts';
import { lawfulParts } from './quiet-hours.ts';
import type { RuleHit } from './rule-hit.ts';
import type { RuleSettings } from './rule-settings.ts';

/** Where contact may fall, or why nowhere. */
export type Narrowed = { readonly interval: Interval } | { readonly hit: RuleHit };

/**
 * The first part of the send window that is lawful in every zone and long enough.
 * @remarks A window can be lawful in two parts (a long day in Guam and New York); the first that is long enough is
 * taken, so that a contact never falls in the gap.
 */
export function narrowWindow(
  window: Interval,
  zones: readonly string[],
  { quietHours, minimumWindowMinutes }: Pick<RuleSettings, 'quietHours' | 'minimumWindowMinutes'>,
): Narrowed {
  if (window.start >= window.end)
    return { hit: { rule: 'send-window@1', reason: 'The send window has ended.' } };
  const parts = lawfulParts(window, zones, quietHours);
  if (parts.length === 0) {
    return {
      hit: {
        rule: quietHours.id,
        reason: `No part of the send window lies between ${quietHours.start} and ${quietHours.end} in every time zone on file.`,
      },
    };
  }
  const interval = parts.find(({ start, end }) => end - start >= minimumWindowMinutes * MINUTE_MS);
  if (interval !== undefined) return { interval };
  return {
    hit: {
      rule: 'minimum-window@1',
      reason: `No stretch of ${minimumWindowMinutes} minutes is left of the send window in which contact is lawful.`,
    },
  };
}
