import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Experiment } from '../../../../src/core/experiment/experiment.ts';
import { shareAt } from '../../../../src/core/experiment/share-at.ts';
import { continueRamp } from '../../../../src/core/experiment/transitions/continue-ramp.ts';
import type { Instant } from '../../../../src/core/time/instant.ts';

const timeArb = fc.integer({ min: 0, max: 20 }).map((time) => time as Instant);
const rampArb: fc.Arbitrary<Experiment['ramp']> = fc
  .uniqueArray(fc.record({ from: timeArb, share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 5,
    selector: ({ from }) => from,
  })
  .map((steps) => steps.toSorted((a, b) => a.from - b.from));

test.prop([rampArb, rampArb, timeArb])(
  'what was stays, and the next ramp holds from its first step on, or from now',
  (before, next, at) => {
    const whole = continueRamp(before, next, at);
    const takesOver = Math.max(at, next[0]?.from ?? 0);
    for (let time = 0; time <= 22; time += 1) {
      const expected = time < takesOver ? before : next;
      expect(shareAt(whole, time as Instant)).toBe(shareAt(expected, time as Instant));
    }
    const times = whole.map(({ from }) => from);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  },
);
