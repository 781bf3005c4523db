import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { argMaxShares } from '../../../../src/core/policy/arg-max.ts';

/** Quarters, so that sums are exact and ties common. */
const quarters = fc.integer({ min: -8, max: 8 }).map((quarter) => quarter / 4);
const linesArb = fc.array(fc.record({ level: quarters, slope: quarters.map(Math.abs) }), {
  minLength: 1,
  maxLength: 30,
});

test.prop([linesArb])('all of it is split evenly by those with the highest level + slope', (lines) => {
  const shares = argMaxShares(
    Float64Array.from(lines, ({ level }) => level),
    Float64Array.from(lines, ({ slope }) => slope),
  );
  const best = Math.max(...lines.map(({ level, slope }) => level + slope));
  const winners = lines.filter(({ level, slope }) => level + slope === best).length;
  lines.forEach(({ level, slope }, index) => {
    expect(shares[index]).toBe(level + slope === best ? 1 / winners : 0);
  });
});

test('uncertainty counts in full: a wide action beats a good one', () => {
  expect([...argMaxShares(Float64Array.of(0.5, 0.25), Float64Array.of(0, 0.375))]).toEqual([0, 1]);
  expect([...argMaxShares(Float64Array.of(0.5, 0.25), Float64Array.of(0, 0.25))]).toEqual([0.5, 0.5]);
});
