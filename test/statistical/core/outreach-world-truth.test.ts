import { describe, expect, test } from 'vitest';
import { OUTREACH_ARMS } from '../../../src/core/simulation/outreach-world/outreach-arms.ts';
import { outreachWorld, WORLD_NAMES } from '../../../src/core/simulation/outreach-world/outreach-world.ts';

const OCCASIONS = 20_000;

/** Five standard errors of a mean of N numbers of variance 1. */
const TOLERANCE = 5 / Math.sqrt(OCCASIONS);

describe.each(WORLD_NAMES)('the %s world pays what it says', (name) => {
  const world = outreachWorld({ name, seed: 3, occasions: OCCASIONS });
  const samples = Array.from({ length: OCCASIONS }, (_, index) => {
    const occasion = world.occasion(index);
    const place = (index * 31) % OUTREACH_ARMS.length;
    const expected = occasion.expected[place] ?? Number.NaN;
    const { reward } = world.outcome(index, occasion, place);
    return { occasion, standardised: (reward - expected) / Math.sqrt(expected * (1 - expected)) };
  });

  test('on average', () => {
    const mean = samples.reduce((sum, { standardised }) => sum + standardised, 0) / OCCASIONS;
    expect(Math.abs(mean)).toBeLessThan(TOLERANCE);
  });

  test('with the variance of a coin', () => {
    const variance = samples.reduce((sum, { standardised }) => sum + standardised ** 2, 0) / OCCASIONS;
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  test('whatever the borrower: no feature explains what is left', () => {
    const names = samples[0]?.occasion.x.names ?? [];
    for (const [column] of names.entries()) {
      let [product, square] = [0, 0];
      for (const { occasion, standardised } of samples) {
        const value = occasion.x.values[column] ?? Number.NaN;
        product += value * standardised;
        square += value * value;
      }
      expect(Math.abs(product / OCCASIONS)).toBeLessThan(TOLERANCE * Math.sqrt(square / OCCASIONS));
    }
  });
});
