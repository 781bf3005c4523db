import { HOLIDAY_CALENDARS, isHoliday } from '../../../src/core/places/holidays.ts';
import type { Chance } from './chance.ts';
import { clockAt, dayOf, midnight } from './wall-clock.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FIRST_DAY = dayOf('2026-02-01');
const LAST_DAY = dayOf('2027-06-30');
/** Dates around which something changes: clocks, and what is in force. */
const TURNS = [
  '2026-03-08',
  '2026-11-01',
  '2027-03-14',
  '2026-08-31',
  '2026-09-01',
  '2027-01-30',
  '2027-01-31',
].map(dayOf);
const EDGE_HOURS = [0, 2, 7, 8, 8, 8, 9, 9, 10, 12, 17, 18, 20, 20, 21, 21];
const HALF_HOUR = HOUR / 2;
const HOLIDAYS = holidays();

/** A time in 2026 or 2027: mostly by day, often on an edge of hours, dates, seasons or holidays in the zone. */
export function randomInstant(chance: Chance, zone: string): number {
  const day = randomDay(chance);
  const start = midnight(zone, day);
  if (chance.flip(0.3)) {
    const edge = onClock(zone, day, chance.pick(EDGE_HOURS));
    return chance.flip(0.6) ? nearby(chance, edge) : edge + chance.whole(-HALF_HOUR, HALF_HOUR);
  }
  if (chance.flip(0.12)) return start + chance.whole(0, DAY - 1);
  return onClock(zone, day, 0) + chance.whole(11 * HOUR, 16 * HOUR);
}

function randomDay(chance: Chance): number {
  if (chance.flip(0.1)) return chance.pick(TURNS);
  if (chance.flip(0.06)) return chance.pick(HOLIDAYS);
  return chance.whole(FIRST_DAY, LAST_DAY);
}

/** When the zone's clock shows this hour on this day, or would. */
function onClock(zone: string, day: number, hour: number): number {
  const wanted = day * DAY + hour * HOUR;
  const guess = midnight(zone, day) + hour * HOUR;
  const clock = clockAt(zone, guess);
  return guess + wanted - (clock.day * DAY + clock.msOfDay);
}

/** The instant, or a little beside it. */
export function nearby(chance: Chance, at: number): number {
  return at + chance.pick([0, 0, 1, -1, 1000, -1000, 60_000, -60_000]);
}

function holidays(): number[] {
  const days: number[] = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) {
    const date = new Date(day * DAY);
    const local = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    for (const calendar of HOLIDAY_CALENDARS) {
      if (isHoliday(calendar, local) === true) days.push(day);
    }
  }
  return days;
}
