import type { Brand } from '../brand.ts';
import { InvalidInputError } from '../errors.ts';

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>;

/** A half-open stretch of time: `start` belongs to it, `end` does not. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/**
 * The instant with this many milliseconds since the epoch.
 * @throws {InvalidInputError} `instant-invalid` when it is not a whole number within ECMAScript's time range.
 */
export function instant(epochMs: number): Instant {
  if (!Number.isInteger(epochMs) || Math.abs(epochMs) > 8.64e15) {
    throw new InvalidInputError(
      'instant-invalid',
      `${epochMs} is not a time; give whole milliseconds since 1970.`,
    );
  }
  return epochMs as Instant;
}

/**
 * The instant that an RFC 3339 text names.
 * @throws {InvalidInputError} `instant-invalid` when the text is none or lacks its offset.
 */
export function parseInstant(text: string): Instant {
  const epochMs = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epochMs)) {
    throw new InvalidInputError(
      'instant-invalid',
      `"${text}" is not an RFC 3339 time; write it as 2026-11-24T22:00:00Z.`,
    );
  }
  return epochMs as Instant;
}

export function plusMs(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

export function laterOf(a: Instant, b: Instant): Instant {
  return Math.max(a, b) as Instant;
}

export function earlierOf(a: Instant, b: Instant): Instant {
  return Math.min(a, b) as Instant;
}

/** RFC 3339 in UTC with milliseconds. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString();
}
