import type { Interval } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { intervalsOutside } from '../time/intervals-outside.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import { isTimeZone } from '../time/zoned-time.ts';
import type { ContactFacts } from './contact-facts.ts';
import type { OpenHours } from './rule.ts';
import { type RuledChannel, sharesMedium } from './rule-book.ts';
import { inconvenientHours, partsWithin, type WeekHours, weekHours } from './week-hours.ts';

interface NamedWeek {
  /** The same for the same hours. */
  readonly name: string;
  readonly week: WeekHours;
}

const weeks = new WeakMap<readonly OpenHours[], NamedWeek>();

function weekOf(hours: readonly OpenHours[]): NamedWeek {
  const held = weeks.get(hours);
  if (held !== undefined) return held;
  const week = weekHours(hours);
  const named = { name: JSON.stringify(week), week };
  weeks.set(hours, named);
  return named;
}

/**
 * The parts of the span during which the wall clock shows one of the hours in every zone on file and in each further
 * one; exact to the millisecond, also where clocks change. With no zone at all nothing is lawful.
 * @see 12 CFR 1006.6(b)(1)(i) for the hours; comment 6(b)(1)(i)-2 for conflicting locations.
 */
export function openParts(
  hours: readonly OpenHours[],
  { places, daysIn, span, opened }: Pick<ContactFacts, 'places' | 'daysIn' | 'span' | 'opened'>,
  alsoZones: readonly string[] = [],
): readonly Interval[] {
  const { name, week } = weekOf(hours);
  const key = [name, ...alsoZones].join(' ');
  const held = opened.get(key);
  if (held !== undefined) return held;
  const zones = [...new Set([...places.zones, ...alsoZones])];
  const isKnown = zones.length > 0 && alsoZones.every(isTimeZone);
  const parts = (isKnown ? zones : []).reduce<readonly Interval[]>(
    (open, zone) => intersectIntervals(open, partsWithin(daysIn(zone), week)),
    isKnown ? [span] : [],
  );
  opened.set(key, parts);
  return parts;
}

/** The parts of the span in which, in no zone on file, the borrower has said that contact is inconvenient. */
export function convenientParts(
  { book, profile, places, daysIn, span }: ContactFacts,
  channel: RuledChannel,
): readonly Interval[] {
  const stated = (profile.inconvenientTimes ?? []).filter(
    (time) => time.channel === undefined || sharesMedium(book, time.channel, channel),
  );
  if (stated.length === 0) return [span];
  const week = inconvenientHours(stated);
  return intervalsOutside(
    span,
    uniteIntervals(places.zones.flatMap((zone) => partsWithin(daysIn(zone), week))),
  );
}
