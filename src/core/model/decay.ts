import type { DecisionWeek } from '../time/decision-week.ts';
import type { Statistics } from './statistics.ts';
import { sumStatistics } from './sum-statistics.ts';
import type { WeeklyStatistics } from './weekly-statistics.ts';

const HALVINGS = 60;

/**
 * γ with γ^halfLife = ½: what one more week of age leaves of an outcome's weight.
 * @param halfLifeWeeks A whole number ≥ 1.
 * @remarks Found by halving an interval, with + × ÷ only, so that it has the same bits everywhere.
 */
export function weeklyDecay(halfLifeWeeks: number): number {
  let low = 0.5;
  let high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (power(middle, halfLifeWeeks) < 0.5) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * An arm's statistics as they count in week `asOf`: each week's times γ to the power of its age.
 * @remarks The weight depends on the *decision's* week alone, so late rewards and corrections commute with it and the
 * half-life can be changed, or tried on the past, at any time: what is stored is never decayed (invariant 7). Weeks
 * after `asOf` count in full. Without a half-life the sum is exact.
 * @see Russac, Vernade and Cappé 2019, "Weighted Linear Bandits for Non-Stationary Environments".
 */
export function decayedStatistics(
  weeks: readonly WeeklyStatistics[],
  halfLifeWeeks: number | undefined,
  asOf: DecisionWeek,
): Statistics {
  if (halfLifeWeeks === undefined) return sumStatistics(weeks.map(({ statistics }) => statistics));
  const decay = weeklyDecay(halfLifeWeeks);
  const byAge = new Map<number, Statistics[]>();
  for (const { week, statistics } of weeks.toSorted((a, b) => a.week - b.week)) {
    const age = Math.max(0, asOf - week);
    const siblings = byAge.get(age);
    if (siblings === undefined) byAge.set(age, [statistics]);
    else siblings.push(statistics);
  }
  // Siblings are summed before they are rounded, so it does not matter which of them a credit went to.
  return sumStatistics(
    [...byAge].map(([age, siblings]) => scaled(sumStatistics(siblings), power(decay, age))),
  );
}

/** The statistics as if each of their credits counted `weight` times. */
export function scaled(statistics: Statistics, weight: number): Statistics {
  const { names, gram, vector, count, rewardSum, rewardSquareSum } = statistics;
  return {
    names,
    gram: gram.map((sum) => weight * sum),
    vector: vector.map((sum) => weight * sum),
    count: weight * count,
    rewardSum: weight * rewardSum,
    rewardSquareSum: weight * rewardSquareSum,
  };
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let factor = 0; factor < exponent; factor++) result *= base;
  return result;
}
