import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { HOUR_MS, instant } from '../../../../src/core/time/instant.ts';
import { offsetSegments } from '../../../../src/core/time/offset-segments.ts';
import { offsetMsAt } from '../../../../src/core/time/zone-offset.ts';
import { instantArb, zoneArb } from '../../../support/arbitraries/profiles.ts';

test.prop([zoneArb, instantArb, fc.integer({ min: 1, max: 80 * HOUR_MS })])(
  'segments tile the interval, and each has one offset from its first to its last millisecond',
  (zone, start, lengthMs) => {
    const end = instant(start + lengthMs);
    const segments = offsetSegments({ start, end }, zone);
    expect(segments[0]?.start).toBe(start);
    expect(segments.at(-1)?.end).toBe(end);
    segments.forEach((segment, index) => {
      if (index > 0) expect(segment.start).toBe(segments[index - 1]?.end);
      expect(segment.start).toBeLessThan(segment.end);
      const inside = [0, 0.25, 0.5, 0.75].map((share) =>
        Math.floor(segment.start + share * (segment.end - segment.start)),
      );
      for (const at of [...inside, segment.end - 1]) {
        expect(offsetMsAt(instant(at), zone)).toBe(segment.offsetMs);
      }
    });
  },
);
