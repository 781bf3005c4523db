import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type ExplorationSettings, explorationAfter } from '../../../../src/core/policy/exploration.ts';

const settingsArb: fc.Arbitrary<ExplorationSettings> = fc
  .record({
    beta: fc.double({ min: 0, max: 20, noNaN: true }),
    start: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    part: fc.double({ min: 1e-3, max: 1, noNaN: true }),
    halfway: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    gamma: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 100, noNaN: true })),
  })
  .map(({ beta, start, part, halfway, gamma }) => ({
    beta,
    epsilon: { start, floor: start * part, halfway },
    gamma,
  }));
const creditsArb = fc.oneof(fc.nat(), fc.double({ min: 1e-3, max: 1e9, noNaN: true }));
const rangeArb = fc.double({ min: 1e-3, max: 16, noNaN: true });

test.prop([settingsArb, creditsArb, rangeArb])(
  'ε stays between its floor and its start',
  (settings, n, range) => {
    const { epsilon, beta } = explorationAfter(n, settings, range);
    expect(epsilon).toBeGreaterThanOrEqual(settings.epsilon.floor);
    expect(epsilon).toBeLessThanOrEqual(settings.epsilon.start);
    expect(beta).toBe(settings.beta);
  },
);

test.prop([settingsArb, rangeArb])(
  'ε begins with its start and is √2 smaller halfway; γ begins at 0',
  (settings, range) => {
    const { start, floor, halfway } = settings.epsilon;
    expect(explorationAfter(0, settings, range)).toMatchObject({ epsilon: start, gamma: 0 });
    const expected = Math.max(floor, start / Math.sqrt(2));
    expect(explorationAfter(halfway, settings, range).epsilon).toBeCloseTo(expected, 12);
  },
);

test.prop([settingsArb, creditsArb, creditsArb, rangeArb])(
  'ε never rises and γ never falls with what was learned',
  (settings, one, other, range) => {
    const [before, after] = [one, other]
      .sort((a, b) => a - b)
      .map((credits) => explorationAfter(credits, settings, range));
    expect(after?.epsilon).toBeLessThanOrEqual(before?.epsilon ?? 0);
    expect(after?.gamma).toBeGreaterThanOrEqual(before?.gamma ?? 1);
  },
);

test.prop([settingsArb, fc.double({ min: 1, max: 1e6, noNaN: true }), fc.integer({ min: 2, max: 1000 })])(
  'ε falls no faster than credits to the power −0.7, so that what is logged can be valued',
  (settings, credits, times) => {
    const before = explorationAfter(credits, settings, 1).epsilon;
    const after = explorationAfter(credits * times, settings, 1).epsilon;
    expect(after / before).toBeGreaterThanOrEqual(times ** -0.7);
  },
);

test.prop([settingsArb, creditsArb, rangeArb])('γ is per reward unit', (settings, n, range) => {
  const { gamma } = explorationAfter(n, settings, range);
  expect(gamma * range).toBeCloseTo(settings.gamma * Math.sqrt(n), 4);
  const doubled = explorationAfter(n, settings, 2 * range);
  expect(doubled.gamma).toBe(gamma / 2);
});
