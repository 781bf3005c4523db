import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { HOUR_MS, instant, MINUTE_MS } from '../../../../src/core/time/instant.ts';
import { minutesOfWallTime } from '../../../../src/core/time/wall-time.ts';
import { localTime } from '../../../../src/core/time/zoned-time.ts';
import { instantArb, settingsArb, zoneArb } from '../../../support/arbitraries/profiles.ts';
import { lawfulParts } from '../../../support/builders/lawful-parts.ts';

const zonesArb = fc.array(zoneArb, { minLength: 1, maxLength: 3 });

test.prop([zonesArb, instantArb, fc.integer({ min: 1, max: 40 * HOUR_MS }), settingsArb], { numRuns: 300 })(
  'an instant is in a lawful part iff the clock of every zone shows a lawful time',
  (zones, start, lengthMs, { quietHours }) => {
    const end = start + lengthMs;
    const parts = lawfulParts({ start, end: instant(end) }, zones, quietHours);
    const [from, to] = [minutesOfWallTime(quietHours.start), minutesOfWallTime(quietHours.end)];
    const edges = parts.flatMap((part) => [part.start - 1, part.start, part.end - 1, part.end]);
    const quarters = Array.from(
      { length: Math.ceil(lengthMs / (15 * MINUTE_MS)) },
      (_, i) => start + i * 15 * MINUTE_MS,
    );
    for (const at of [...quarters, ...edges, end - 1].filter((each) => each >= start && each < end)) {
      const lawful = zones.every((zone) => {
        const { minuteOfDay } = localTime(instant(at), zone);
        return minuteOfDay >= from && minuteOfDay < to;
      });
      expect(parts.some((part) => part.start <= at && at < part.end)).toBe(lawful);
    }
  },
);

test.prop([zonesArb, instantArb, fc.integer({ min: 1, max: 40 * HOUR_MS }), settingsArb])(
  'lawful parts are in order, apart from each other and inside the interval',
  (zones, start, lengthMs, { quietHours }) => {
    const end = instant(start + lengthMs);
    const parts = lawfulParts({ start, end }, zones, quietHours);
    for (const part of parts) {
      expect(part.start).toBeLessThan(part.end);
      expect(part.start).toBeGreaterThanOrEqual(start);
      expect(part.end).toBeLessThanOrEqual(end);
    }
    parts.slice(1).forEach((part, index) => {
      expect(part.start).toBeGreaterThan(parts[index]?.end ?? Number.NaN);
    });
  },
);
