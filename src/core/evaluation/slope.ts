import { InvalidInputError } from '../errors.ts';
import { normalInterval } from './confidence-interval.ts';
import type { Estimator } from './estimator.ts';
import type { MeanEstimator } from './mean-of.ts';
import type { Moments, MomentsState } from './moments.ts';

/** One setting of an estimator that has some. */
export interface Candidate<Example> {
  /** τ, λ or M. */
  readonly parameter: number;
  readonly estimator: MeanEstimator<Example>;
}

export interface Tuned extends Moments {
  /** The setting that was chosen. */
  readonly parameter: number;
}

/**
 * The estimator at the setting that the log itself recommends: SLOPE, the most certain one that agrees with all less
 * certain and less biased ones.
 * @param candidates settings of one estimator whose bias grows as its variance falls, e.g. λ of shrinkage.
 * @remarks From the least certain on, the last of those whose estimate is within half width + (√6 − 1)·half width of all
 * before it. Half widths are those of the normal interval. Its interval makes no allowance for the choice.
 * @throws {InvalidInputError} `config-invalid` when there is no candidate.
 * @see Su, Srinath and Krishnamurthy, Adaptive Estimator Selection for Off-Policy Evaluation, ICML 2020.
 */
export function slope<Example>(
  candidates: readonly Candidate<Example>[],
): Estimator<readonly MomentsState[], Example, Tuned> {
  if (candidates.length === 0) {
    const [problem, fix] = ['is empty', 'Give at least one setting.'];
    throw new InvalidInputError('config-invalid', `candidates ${problem}. ${fix}`, {
      fields: [{ pointer: '/candidates', problem, fix }],
    });
  }
  const each = <Result>(
    states: readonly MomentsState[],
    apply: (candidate: Candidate<Example>, state: MomentsState) => Result,
  ): Result[] =>
    candidates.map((candidate, index) => apply(candidate, states[index] ?? candidate.estimator.empty));
  return {
    empty: candidates.map(({ estimator }) => estimator.empty),
    add: (states, example) => each(states, ({ estimator }, state) => estimator.add(state, example)),
    merge: (a, b) => {
      const others = each(b, (_, state) => state);
      return each(a, ({ estimator }, state) => estimator.merge(state, others.shift() ?? estimator.empty));
    },
    value: (states) =>
      chosenOf(
        each(states, ({ parameter, estimator }, state) => {
          const value = estimator.value(state);
          return value === undefined ? [] : [{ parameter, ...value }];
        }).flat(),
      ),
  };
}

const SHARE = Math.sqrt(6) - 1;

function chosenOf(values: readonly Tuned[]): Tuned | undefined {
  const ranked = values
    .map((value) => ({ value, half: normalInterval(value).upper - value.mean }))
    .sort((a, b) => b.half - a.half);
  const stop = ranked.findIndex(({ value, half }, index) =>
    ranked
      .slice(0, index)
      .some((before) => Math.abs(before.value.mean - value.mean) > half + SHARE * before.half),
  );
  return ranked.at(stop === -1 ? -1 : stop - 1)?.value;
}
