import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type Interval, instant } from '../../../../src/core/time/instant.ts';
import { intersectIntervals } from '../../../../src/core/time/intersect-intervals.ts';
import { holdsInstant, liesWithin, meetsAny } from '../../../../src/core/time/interval-in-list.ts';
import { intervalsOutside } from '../../../../src/core/time/intervals-outside.ts';
import { uniteIntervals } from '../../../../src/core/time/unite-intervals.ts';

const SPAN = { start: instant(0), end: instant(30) };
const intervalArb: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: -3, max: 33 }), fc.integer({ min: 0, max: 8 }))
  .map(([start, length]) => ({ start: instant(start), end: instant(start + length) }));
const listArb = fc.array(intervalArb, { maxLength: 6 });
const holds = (list: readonly Interval[], at: number) =>
  list.some(({ start, end }) => start <= at && at < end);
/** Every instant that an interval can hold. */
const instants = Array.from({ length: 50 }, (_, index) => instant(index - 4));

test.prop([listArb, listArb], { numRuns: 300 })('lists hold the instants that their words say', (a, b) => {
  const [left, right] = [uniteIntervals(a), uniteIntervals(b)];
  const both = intersectIntervals(left, right);
  const outside = intervalsOutside(SPAN, left);
  for (const at of instants) {
    expect(holdsInstant(left, at)).toBe(holds(a, at));
    expect(holdsInstant(both, at)).toBe(holds(a, at) && holds(b, at));
    expect(holdsInstant(outside, at)).toBe(at >= 0 && at < 30 && !holds(a, at));
  }
  for (const list of [left, both, outside]) {
    list.forEach(({ start, end }, index) => {
      expect(start).toBeLessThan(end);
      expect(start).toBeGreaterThan(list[index - 1]?.end ?? Number.NEGATIVE_INFINITY);
    });
  }
});

test.prop([listArb, intervalArb], { numRuns: 300 })(
  'an interval lies in a list, or meets it',
  (list, interval) => {
    fc.pre(interval.start < interval.end);
    const united = uniteIntervals(list);
    const inside = instants.filter((at) => at >= interval.start && at < interval.end);
    expect(meetsAny(interval, united)).toBe(inside.some((at) => holds(list, at)));
    expect(liesWithin(interval, united)).toBe(inside.every((at) => holds(list, at)));
  },
);
