import { openParts } from '../../../src/core/rules/window-rule.ts';
import type { Interval } from '../../../src/core/time/instant.ts';
import { localDays } from '../../../src/core/time/local-days.ts';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The parts of the interval between the hours, every day and in each of the zones. */
export function lawfulParts(
  span: Interval,
  zones: readonly string[],
  { start, end }: { readonly start: string; readonly end: string },
): readonly Interval[] {
  const places = { zones, known: zones.length > 0, jurisdictions: [], unknown: [] };
  const daysIn = (zone: string) => localDays(span, zone);
  return openParts([{ days: EVERY_DAY, start, end }], { places, daysIn, span, opened: new Map() });
}
