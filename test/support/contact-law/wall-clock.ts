/**
 * What clocks show, told by Intl alone: the checker shares no time arithmetic with what it checks. Times are
 * milliseconds since 1970, days are whole days since 1970-01-01.
 */
export interface Clock {
  readonly zone: string;
  readonly day: number;
  /** 0 = Sunday. */
  readonly weekday: number;
  /** Since local midnight, as the clock shows it. */
  readonly msOfDay: number;
}

const DAY = 86_400_000;
const FIRST = Date.UTC(2023, 0, 1);
const LAST = Date.UTC(2030, 0, 1);
const SUNDAY = 3;

interface Offsets {
  readonly from: readonly number[];
  readonly ms: readonly number[];
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const offsets = new Map<string, Offsets>();

/** Whether Intl knows the zone. */
export function isZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

/** What a clock in the zone shows at the instant. */
export function clockAt(zone: string, at: number): Clock {
  const local = at + offsetAt(zone, at);
  const day = Math.floor(local / DAY);
  return { zone, day, weekday: (((day - SUNDAY) % 7) + 7) % 7, msOfDay: local - day * DAY };
}

/** The first instant of the local day. */
export function midnight(zone: string, day: number): number {
  const noon = day * DAY + DAY / 2;
  let at = noon - offsetAt(zone, noon) - DAY / 2;
  while (clockAt(zone, at).day >= day) at -= 900_000;
  while (clockAt(zone, at).day < day) at += 900_000;
  return at;
}

/** Whole days since 1970 of a date `YYYY-MM-DD`. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

function offsetAt(zone: string, at: number): number {
  if (at < FIRST || at >= LAST) return askOffset(zone, at);
  let known = offsets.get(zone);
  if (known === undefined) {
    known = findOffsets(zone);
    offsets.set(zone, known);
  }
  let index = known.from.length - 1;
  while (index > 0 && (known.from[index] ?? 0) > at) index -= 1;
  return known.ms[index] ?? 0;
}

/** Every change of the clocks, found by asking day by day and halving; spares asking again for each case. */
function findOffsets(zone: string): Offsets {
  const from = [FIRST];
  const ms = [askOffset(zone, FIRST)];
  for (let start = FIRST; start < LAST; start += DAY) {
    const before = askOffset(zone, start);
    const after = askOffset(zone, start + DAY);
    if (before === after) continue;
    let low = start;
    let high = start + DAY;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (askOffset(zone, middle) === before) low = middle;
      else high = middle;
    }
    from.push(high);
    ms.push(after);
  }
  return { from, ms };
}

function askOffset(zone: string, at: number): number {
  const format = formatOf(zone);
  if (format === undefined) throw new RangeError(`Intl does not know the zone ${zone}.`);
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(zone)) formats.set(zone, makeFormat(zone));
  return formats.get(zone);
}

function makeFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}
