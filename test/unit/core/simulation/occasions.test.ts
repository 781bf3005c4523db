import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { occasions, planOccasions } from '../../../../src/core/simulation/occasions.ts';

const counts = fc.integer({ min: 1, max: 4000 });

describe('the occasions of a simulation', () => {
  test.prop([counts, fc.nat(50)])(
    'are as many as asked for, numbered in the order of workdays',
    (decisions, seed) => {
      const plan = planOccasions(decisions);
      const all = occasions(seed, plan);
      expect(all.map(({ number }) => number)).toEqual(Array.from({ length: decisions }, (_, index) => index));
      const days = all.map(({ day }) => day);
      expect(days).toEqual(days.toSorted((a, b) => a - b));
      expect(days.filter((day) => day % 7 > 4)).toEqual([]);
      expect(Math.max(...days)).toBeLessThan(plan.weeks * 7);
      expect(all.every(({ borrower }) => borrower >= 0 && borrower < plan.borrowers)).toBe(true);
    },
  );

  test.prop([counts, fc.nat(50), fc.nat(10_000)])(
    'can be numbered on from earlier ones and are the same else',
    (decisions, seed, first) => {
      const plan = planOccasions(decisions);
      const later = occasions(seed, plan, first);
      expect(later.map((each) => ({ ...each, number: each.number - first }))).toEqual(occasions(seed, plan));
    },
  );

  test.prop([counts, fc.nat(50)])('bring nobody up twice on one day', (decisions, seed) => {
    const seen = occasions(seed, planOccasions(decisions)).map(({ day, borrower }) => `${day} ${borrower}`);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('bring everybody up about equally often', () => {
    const plan = planOccasions(2000);
    const times = new Map<number, number>();
    for (const { borrower } of occasions(1, plan)) times.set(borrower, (times.get(borrower) ?? 0) + 1);
    expect(times.size).toBe(plan.borrowers);
    expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1);
  });

  test('take turns in another order for another seed', () => {
    const turns = (seed: number): number[] =>
      occasions(seed, planOccasions(300)).map(({ borrower }) => borrower);
    expect(turns(1)).toEqual(turns(1));
    expect(turns(1)).not.toEqual(turns(2));
  });
});
