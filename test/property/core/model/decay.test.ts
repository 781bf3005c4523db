import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { decayedStatistics, scaled, weeklyDecay } from '../../../../src/core/model/decay.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../../src/core/model/fold.ts';
import { sumStatistics } from '../../../../src/core/model/sum-statistics.ts';
import { layOut } from '../../../../src/core/model/sums.ts';
import type { WeeklyStatistics } from '../../../../src/core/model/weekly-statistics.ts';
import type { DecisionWeek } from '../../../../src/core/time/decision-week.ts';
import { type Credit, credit, credits, gridValue } from '../../../support/arbitraries/statistics.ts';
import { week } from '../../../support/builders/identifiers.ts';

const NAMES = ['(intercept)', 'balanceUsd', 'channel=sms', 'daysPastDue', 'hour~cos', 'hour~sin'];
const NOW = week(2968);
const halfLifeArb = fc.integer({ min: 1, max: 104 });
const weekArb = fc.integer({ min: NOW - 60, max: NOW + 2 }).map(week);

interface Entry extends Credit {
  readonly week: DecisionWeek;
}
const entriesArb: fc.Arbitrary<readonly Entry[]> = fc.array(
  fc.tuple(credit, weekArb).map(([each, decided]) => ({ ...each, week: decided })),
  { maxLength: 15 },
);

/** What the statistics store holds after these credits. */
function bucketed(entries: readonly Entry[]): readonly WeeklyStatistics[] {
  return [...new Set(entries.map((entry) => entry.week))].map((decided) => ({
    week: decided,
    statistics: foldCredits(EMPTY_STATISTICS, credits(entries.filter((entry) => entry.week === decided))),
  }));
}

describe('γ', () => {
  test.prop([halfLifeArb])('halves a weight in one half-life', (halfLife) => {
    const gamma = weeklyDecay(halfLife);
    // Rounding γ itself to a float64 already moves γ^h by up to h·2⁻⁵⁴.
    expect(Math.abs(gamma ** halfLife - 0.5)).toBeLessThanOrEqual(1e-15 + halfLife * 2 ** -52);
  });

  test.each([1, 2, 3, 4, 6, 8])('with a half-life of %d does so to 1e-15', (halfLife) => {
    expect(Math.abs(weeklyDecay(halfLife) ** halfLife - 0.5)).toBeLessThanOrEqual(1e-15);
  });

  test('of one week is a half, and grows with the half-life, below 1', () => {
    const gammas = Array.from({ length: 520 }, (_, index) => weeklyDecay(index + 1));
    expect(gammas[0]).toBeCloseTo(0.5, 15);
    expect(gammas.every((gamma, index) => gamma > (gammas[index - 1] ?? 0) && gamma < 1)).toBe(true);
  });
});

describe('decayed statistics', () => {
  test.prop([entriesArb, halfLifeArb])(
    'are those of events each weighted by its own age',
    (entries, halfLife) => {
      const decayed = layOut(decayedStatistics(bucketed(entries), halfLife, NOW), NAMES);
      const rows = entries.map((entry) => {
        const weight = 0.5 ** (Math.max(0, NOW - entry.week) / halfLife);
        return layOut(foldCredits(EMPTY_STATISTICS, credits([entry])), NAMES).map((sum) => weight * sum);
      });
      decayed.forEach((sum, place) => {
        const terms = rows.map((row) => row[place] ?? 0);
        const size = terms.reduce((total, term) => total + Math.abs(term), 0);
        const expected = terms.reduce((total, term) => total + term, 0);
        expect(Math.abs(sum - expected)).toBeLessThanOrEqual(1e-12 * size);
      });
    },
  );

  test.prop([entriesArb, entriesArb, halfLifeArb])(
    'have the same bits in whatever order buckets come and however siblings share the credits',
    (entries, others, halfLife) => {
      const whole = decayedStatistics(bucketed([...entries, ...others]), halfLife, NOW);
      const siblings = [...bucketed(entries), ...bucketed(others)];
      expect(decayedStatistics(siblings, halfLife, NOW)).toEqual(whole);
      expect(decayedStatistics(siblings.toReversed(), halfLife, NOW)).toEqual(whole);
    },
  );

  test.prop([fc.array(entriesArb, { maxLength: 3 }).map((all) => all.flat())])(
    'without a half-life are the exact sums',
    (entries) => {
      const exact = foldCredits(EMPTY_STATISTICS, credits(entries));
      expect(decayedStatistics(bucketed(entries), undefined, NOW)).toEqual(exact);
      expect(sumStatistics(bucketed(entries).map(({ statistics }) => statistics))).toEqual(exact);
    },
  );

  test.prop([entriesArb.filter(({ length }) => length > 0), fc.nat(), gridValue, halfLifeArb, weekArb])(
    'commute with late corrections: a reward corrected after years counts as if it had always been so',
    (entries, place, to, halfLife, asOf) => {
      const index = place % entries.length;
      const corrected = entries[index] as Entry;
      const late = bucketed(entries).map(({ week: decided, statistics }) => ({
        week: decided,
        statistics:
          decided === corrected.week
            ? foldCredits(statistics, [{ kind: 'correction', x: corrected.x, from: corrected.reward, to }])
            : statistics,
      }));
      const always = bucketed(entries.with(index, { ...corrected, reward: to }));
      expect(decayedStatistics(late, halfLife, asOf)).toEqual(decayedStatistics(always, halfLife, asOf));
    },
  );

  test.prop([entriesArb, halfLifeArb])(
    'count in full in their own week and before it',
    (entries, halfLife) => {
      const first = week(NOW - 100);
      expect(decayedStatistics(bucketed(entries), halfLife, first)).toEqual(
        decayedStatistics(bucketed(entries), undefined, first),
      );
    },
  );

  test.prop([entriesArb, halfLifeArb])(
    'halve once more for each half-life that passes',
    (entries, halfLife) => {
      const past = entries.filter((entry) => entry.week <= NOW);
      const now = layOut(decayedStatistics(bucketed(past), halfLife, NOW), NAMES);
      const later = layOut(decayedStatistics(bucketed(past), halfLife, week(NOW + halfLife)), NAMES);
      later.forEach((sum, place) => {
        const rest = Math.abs(sum - (now[place] ?? 0) / 2);
        expect(rest).toBeLessThanOrEqual(1e-12 * (1 + 64 * past.length));
      });
    },
  );
});

test.prop([entriesArb])('statistics scaled by 1 are themselves, by a half count half', (entries) => {
  const statistics = foldCredits(EMPTY_STATISTICS, credits(entries));
  expect(scaled(statistics, 1)).toEqual(statistics);
  const half = scaled(statistics, 0.5);
  expect(sumStatistics([half, half])).toEqual(statistics);
});
