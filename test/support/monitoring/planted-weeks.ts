import { INTERCEPT } from '../../../src/core/features/feature-columns.ts';
import { type ActionId, NO_CONTACT } from '../../../src/core/identifiers.ts';
import { quantise } from '../../../src/core/linear-algebra/grid.ts';
import type { CreditChange } from '../../../src/core/model/credit-change.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import type { WeeklyStatistics } from '../../../src/core/model/weekly-statistics.ts';
import type { WeeklyErrorsInput } from '../../../src/core/monitoring/weekly-errors.ts';
import { DEFAULT_SCALES } from '../../../src/core/pooling/default-scales.ts';
import { type RandomSource, randomSource } from '../../../src/core/simulation/random-source.ts';
import { week } from '../builders/identifiers.ts';

export interface PlantedWeeks {
  readonly seed: number;
  readonly weeks: number;
  /** Outcomes of all channels together. */
  readonly creditsPerWeek: number;
  /** @defaultValue email, sms and call, two windows each, and no-contact */
  readonly channels?: readonly string[];
  /** Added to the chance of a payment. */
  readonly shift?: (channel: string, week: number) => number;
  /** How the arms share the decisions in a week; by default as a policy does that comes to prefer what pays. */
  readonly weight?: (mean: number, week: number) => number;
  readonly halfLifeWeeks?: number;
}

export const FIRST_WEEK = 2900;

const NAMES = [INTERCEPT, 'late', 'score'];

interface TrueArm {
  readonly action: ActionId;
  readonly channel: string;
  readonly theta: readonly number[];
}

/**
 * Weeks of outcomes from known laws: a payment or none, with a chance that depends on the arm and on two features of the
 * borrower, and whose weights are drawn as pooling supposes: the channel's and the arm's own.
 */
export function plantedWeeks(planted: PlantedWeeks): WeeklyErrorsInput {
  const { seed, weeks, creditsPerWeek, shift = () => 0, halfLifeWeeks } = planted;
  const { weight = (mean, number) => 1 + 0.2 * number * Math.max(0, mean) } = planted;
  const arms = trueArms(seed, planted.channels ?? ['email', 'sms', 'call', NO_CONTACT]);
  const weekly = new Map<ActionId, WeeklyStatistics[]>(arms.map(({ action }) => [action, []]));
  for (let number = 0; number < weeks; number += 1) {
    const random = randomSource(seed, 'week', number);
    const weights = arms.map(({ theta }) => weight(theta[0] ?? 0, number));
    const changes = new Map<ActionId, CreditChange[]>();
    for (let n = 0; n < creditsPerWeek; n += 1) {
      const arm = pick(arms, weights, random);
      const x = [1, quantise(random.unit() - 0.5), quantise(random.unit() - 0.5)];
      const mean = arm.theta.reduce((sum, value, j) => sum + value * (x[j] ?? 0), 0);
      const reward = random.chance(mean + shift(arm.channel, number)) ? 1 : 0;
      const change: CreditChange = {
        kind: 'credit',
        x: { names: NAMES, values: Float64Array.from(x) },
        reward,
      };
      changes.set(arm.action, [...(changes.get(arm.action) ?? []), change]);
    }
    for (const [action, ofArm] of changes) {
      const statistics = foldCredits(EMPTY_STATISTICS, ofArm);
      weekly.get(action)?.push({ week: week(FIRST_WEEK + number), statistics });
    }
  }
  return {
    names: NAMES,
    arms,
    weekly,
    scales: DEFAULT_SCALES,
    until: week(FIRST_WEEK + weeks),
    ...(halfLifeWeeks === undefined ? {} : { halfLifeWeeks }),
  };
}

function trueArms(seed: number, channels: readonly string[]): readonly TrueArm[] {
  return channels.flatMap((channel) => {
    const random = randomSource(seed, 'channel', channel);
    const shared = [random.between(0.2, 0.5), random.between(-0.2, 0.2), random.between(-0.2, 0.2)];
    const actions = channel === NO_CONTACT ? [NO_CONTACT] : [`${channel}@morning`, `${channel}@evening`];
    return actions.map((action) => ({
      action: action as ActionId,
      channel,
      theta: shared.map((value) => value + random.between(-0.1, 0.1)),
    }));
  });
}

function pick(arms: readonly TrueArm[], weights: readonly number[], random: RandomSource): TrueArm {
  let rest = random.unit() * weights.reduce((sum, value) => sum + value, 0);
  const [first] = arms;
  for (const [index, arm] of arms.entries()) {
    rest -= weights[index] ?? 0;
    if (rest < 0) return arm;
  }
  if (first === undefined) throw new Error('There is no arm.');
  return first;
}
