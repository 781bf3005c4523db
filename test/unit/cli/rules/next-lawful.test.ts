import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLawful } from '../../../../cli/rules/next-lawful.ts';
import { DAY_MS, type Instant, MINUTE_MS, parseInstant, plusMs } from '../../../../src/core/time/instant.ts';

const FROM = parseInstant('2026-07-15T12:34:56.789Z');
const QUARTER_MS = 15 * MINUTE_MS;
const AHEAD_MS = 14 * DAY_MS;

describe('the next lawful moment', () => {
  it('is exactly the start of the first stretch that lasts a quarter of an hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: AHEAD_MS - QUARTER_MS }),
        fc.integer({ min: QUARTER_MS, max: 3 * DAY_MS }),
        (start, length) => {
          const isLawful = (at: Instant) => at >= FROM + start && at < FROM + start + length;
          expect(nextLawful(FROM, isLawful)).toBe(FROM + start);
        },
      ),
    );
  });

  it('is none when nothing is lawful within fourteen days', () => {
    expect(nextLawful(FROM, () => false)).toBeUndefined();
    expect(nextLawful(FROM, (at) => at > plusMs(FROM, AHEAD_MS))).toBeUndefined();
  });
});
