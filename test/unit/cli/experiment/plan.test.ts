import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { planDuration } from '../../../../cli/experiment/duration-plan.ts';

const FACTS = {
  effect: 0.02,
  controlVariance: 0.16,
  treatmentVariance: 0.16,
  treatedShare: 0.5,
  level: 0.05,
  power: 0.8,
  perDay: 500,
  daysToOutcome: 14,
};

describe('how long an experiment takes', () => {
  it('is what the textbook says for one look', () => {
    const [once] = planDuration(FACTS).needed;
    // (1.959964 + 0.841621)² · 4 · 0.16 ÷ 0.02²
    expect(once?.units).toBe(12_559);
    expect(once?.days).toBe(26 + 14);
  });

  test.prop([
    fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  ])(
    'looks at any day cost units, power grows with them, and the effect is found at the planned number',
    (effect, treatedShare) => {
      const { needed, curve } = planDuration({ ...FACTS, effect, treatedShare });
      const [once, always] = needed;
      expect(always?.units).toBeGreaterThan(once?.units ?? Number.POSITIVE_INFINITY);
      for (const [index, point] of curve.entries()) {
        expect(point.powerOnce).toBeGreaterThanOrEqual(point.powerAlways);
        expect(point.powerAlways).toBeGreaterThanOrEqual(curve[index - 1]?.powerAlways ?? 0);
      }
      const planned = curve.find(({ units }) => units === always?.units);
      expect(planned?.powerAlways).toBeGreaterThanOrEqual(0.8 - 1e-9);
      expect(planned?.detectable).toBeLessThanOrEqual(effect * (1 + 1e-9));
    },
  );
});
