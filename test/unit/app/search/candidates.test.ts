import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../../src/app/search/candidates.ts';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { PAST_CONFIGURATION } from '../../../support/promotion/simulated-past.ts';

const names = (space: Parameters<typeof candidatesOf>[0]) =>
  candidatesOf(space, PAST_CONFIGURATION).map(({ name }) => name);

describe('candidates', () => {
  it('are the combinations that make a difference to the strategy', () => {
    const space = { betas: [1, 3], gammas: [5], ridges: [0.1, 1], epsilons: [0.05], seed: 1 };
    expect(names({ ...space, strategies: ['linucb'] })).toEqual([
      'linucb β 1 ε 0.05 λ 0.1',
      'linucb β 1 ε 0.05 λ 1',
      'linucb β 3 ε 0.05 λ 0.1',
      'linucb β 3 ε 0.05 λ 1',
    ]);
    expect(names({ ...space, strategies: ['pooled-linucb', 'inverse-gap'] })).toEqual([
      'pooled-linucb β 1 ε 0.05',
      'pooled-linucb β 3 ε 0.05',
      'inverse-gap γ 5 ε 0.05',
    ]);
  });

  it('are as configured where nothing is asked', () => {
    const [only] = candidatesOf({ strategies: ['linucb'], seed: 1 }, PAST_CONFIGURATION);
    expect(only).toEqual({ name: 'linucb', policy: { kind: 'learned', strategy: 'linucb' } });
  });

  it('are drawn by lot when there are too many, the same for the same seed', () => {
    const space = { strategies: ['linucb'] as const, betas: [1, 2, 3, 4, 5, 6, 7, 8], most: 3 };
    const all = names({ strategies: ['linucb'], betas: space.betas, seed: 1 });
    const lots = Array.from({ length: 12 }, (_, seed) => names({ ...space, seed }));
    for (const lot of lots) {
      expect(lot).toHaveLength(3);
      expect(all.filter((name) => lot.includes(name))).toEqual(lot);
    }
    expect(new Set(lots.map((lot) => lot.join())).size).toBeGreaterThan(3);
    expect(names({ ...space, seed: 5 })).toEqual(lots[5]);
  });

  it('learn', () => {
    expect(() => names({ strategies: ['fixed-rules'], seed: 1 })).toThrow(InvalidInputError);
    expect(() => names({ strategies: ['arg-max-linucb'], seed: 1 })).toThrow(/has no propensities/);
  });
});
