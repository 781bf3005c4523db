import { InvalidInputError } from '../errors.ts';
import type { Bounds } from './confidence-interval.ts';

/** What no reward lies beyond, and the way between rewards and the scale 0 to 1 that anytime bounds need. */
export interface RewardScale extends Bounds {
  readonly toUnit: (reward: number) => number;
  readonly fromUnit: (share: number) => number;
}

/**
 * @remarks A range of one point counts as one of width 1, upwards.
 * @throws {InvalidInputError} `config-invalid` when the range isn't one of finite numbers.
 */
export function rewardScale({ lower, upper }: Bounds): RewardScale {
  if (!(Number.isFinite(lower) && Number.isFinite(upper) && lower <= upper)) {
    const [problem, fix] = [`is ${lower} to ${upper}`, 'Give the least reward and the largest, finite.'];
    throw new InvalidInputError('config-invalid', `The range of rewards ${problem}. ${fix}`, {
      fields: [{ pointer: '/range', problem, fix }],
    });
  }
  const top = upper > lower ? upper : lower + 1;
  const span = top - lower;
  return {
    lower,
    upper: top,
    toUnit: (reward) => (reward - lower) / span,
    fromUnit: (share) => lower + share * span,
  };
}
