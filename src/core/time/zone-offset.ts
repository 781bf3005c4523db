import { InvalidInputError } from '../errors.ts';
import { DAY_MS, type Instant, instant } from './instant.ts';

/** Zones held at once; a servicer's borrowers live in a dozen. */
const ZONES_HELD = 64;
/** Days held per zone: nearly three years of them, above any horizon. */
const DAYS_HELD = 1_024;

/** Before 1900 most places kept no standard time; RFC 3339 ends with the year 9999. */
const EARLIEST_MS = Date.UTC(1900, 0, 2);
const LATEST_MS = Date.UTC(9999, 11, 30);

interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  /** The offset at the start of each UTC day. */
  readonly offsetMsByDay: Map<number, number>;
  /** When within a UTC day the offset changes, for the days on which it does. */
  readonly changeByDay: Map<number, Instant | 'several'>;
}

const clocks = new Map<string, ZoneClock>();

/** Whether the name is one that {@link offsetMsAt} accepts. */
export function hasZoneClock(zone: string): boolean {
  return clockOf(zone) !== undefined;
}

/**
 * Local wall time minus UTC in the zone at the instant, in milliseconds.
 * @remarks Remembered per UTC day. A day that begins and ends with one offset has it throughout, since no zone changes
 * and changes back within a day; on a day with a change the instant of it is found once, to the millisecond. So the
 * memory never alters an answer, and a change may fall anywhere (Newfoundland's did at 02:31Z).
 * @throws {InvalidInputError} `time-zone-unknown`; `instant-invalid` outside the years 1900 to 9999.
 */
export function offsetMsAt(at: Instant, zone: string): number {
  if (at < EARLIEST_MS || at > LATEST_MS) {
    throw new InvalidInputError(
      'instant-invalid',
      'Local time is known from 1900 to 9999; give a time in between.',
    );
  }
  const clock = clockOf(zone);
  if (clock === undefined) {
    throw new InvalidInputError(
      'time-zone-unknown',
      'The time zone is not in the IANA database; give a place such as America/New_York.',
    );
  }
  const day = Math.floor(at / DAY_MS);
  const before = offsetAtDay(clock, day);
  const after = offsetAtDay(clock, day + 1);
  if (before === after) return before;
  const change = changeWithin(clock, day, before, after);
  if (change === 'several') return measureOffsetMs(clock.format, at);
  return at < change ? before : after;
}

/** The instant of the day at which its one offset gives way to the other, unless there is one in between. */
function changeWithin(
  { format, changeByDay }: ZoneClock,
  day: number,
  before: number,
  after: number,
): Instant | 'several' {
  const held = changeByDay.get(day);
  if (held !== undefined) return held;
  let same = day * DAY_MS;
  let other = same + DAY_MS;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (measureOffsetMs(format, middle) === before) same = middle;
    else other = middle;
  }
  const change = measureOffsetMs(format, other) === after ? instant(other) : 'several';
  if (changeByDay.size >= DAYS_HELD) changeByDay.clear();
  changeByDay.set(day, change);
  return change;
}

function clockOf(zone: string): ZoneClock | undefined {
  const held = clocks.get(zone);
  if (held !== undefined) return held;
  const format = openFormat(zone);
  if (format === undefined) return undefined;
  const clock = {
    format,
    offsetMsByDay: new Map<number, number>(),
    changeByDay: new Map<number, Instant | 'several'>(),
  };
  if (clocks.size >= ZONES_HELD) clocks.clear();
  clocks.set(zone, clock);
  return clock;
}

function offsetAtDay({ format, offsetMsByDay }: ZoneClock, day: number): number {
  const held = offsetMsByDay.get(day);
  if (held !== undefined) return held;
  const offsetMs = measureOffsetMs(format, day * DAY_MS);
  if (offsetMsByDay.size >= DAYS_HELD) offsetMsByDay.clear();
  offsetMsByDay.set(day, offsetMs);
  return offsetMs;
}

/** A fixed offset is not a place: it would be wrong for half of the year wherever clocks change. */
const FIXED_OFFSET = /^(?:[^A-Za-z]|Etc\/GMT[+-]\d)/i;

function openFormat(zone: string): Intl.DateTimeFormat | undefined {
  if (FIXED_OFFSET.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // The only thing that can be wrong with these options is the zone.
    return undefined;
  }
}

function measureOffsetMs(format: Intl.DateTimeFormat, at: number): number {
  const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(shown.get(type));
  const date = [part('year'), part('month') - 1, part('day')] as const;
  const wallMs = Date.UTC(...date, part('hour'), part('minute'), part('second'));
  return wallMs - Math.floor(at / 1_000) * 1_000;
}
