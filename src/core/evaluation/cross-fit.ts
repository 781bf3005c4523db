import { requireNumber } from '../inference/require-number.ts';
import { at } from '../linear-algebra/at.ts';
import { dot } from '../linear-algebra/dot.ts';
import { borrowerHash } from './borrower-hash.ts';
import type { Estimator } from './estimator.ts';
import { addExamples, emptyRegression, mergeRegressions, type RegressionSums } from './ridge-regression.ts';
import { ridgeSolver } from './ridge-solver.ts';

export interface CrossFitSettings {
  /** K ≥ 2 parts of the borrowers; each part's model is fitted on the others. */
  readonly folds: number;
  /** Features per row. */
  readonly dimension: number;
  /** λ > 0. */
  readonly ridge: number;
  /** Decides which borrower is in which part; a whole number. */
  readonly seed: number;
}

export interface OutcomeExample {
  readonly borrower: string;
  readonly arm: string;
  readonly x: Float64Array;
  readonly reward: number;
  /** What the row counts in the least squares, ≥ 0; 1 when absent. */
  readonly weight?: number;
}

/** Sums over the rows of one arm. */
export interface ArmSums {
  readonly weight: number;
  readonly reward: number;
  readonly regression: RegressionSums;
}

/** For each part of the borrowers, sums per arm. */
export type CrossFitSums = readonly ReadonlyMap<string, ArmSums>[];

export interface CrossFit {
  /** q̂(x, arm) of the model that never saw a row of this borrower. */
  predict(borrower: string, arm: string, x: Float64Array): number;
}

/**
 * Models of the rewards for doubly robust estimates: for each arm a ridge regression, fitted on the borrowers outside
 * the part that it is asked about. First pass: add all rows; second pass: predict.
 * @remarks Coefficients are pulled towards predicting the mean reward of all arms, which is what an arm without rows
 * gets. Takes many rows at once: each call copies sums. Undefined without rows.
 * @throws {InvalidInputError} `config-invalid` when a setting is out of range.
 * @see Chernozhukov et al., Double/Debiased Machine Learning, 2018, for why a row's own model must not have seen it.
 */
export function crossFit(
  settings: CrossFitSettings,
): Estimator<CrossFitSums, readonly OutcomeExample[], CrossFit> {
  const { folds, dimension, ridge, seed } = settings;
  requireNumber('folds', folds, { atLeast: 2 });
  requireNumber('ridge', ridge, { above: 0 });
  requireNumber('seed', seed, {});
  const foldOf = (borrower: string): number => borrowerHash(borrower, seed)(0) % folds;
  return {
    empty: Array.from({ length: folds }, () => new Map()),
    add: (sums, rows) => {
      const added = sums.map(() => new Map<string, OutcomeExample[]>());
      for (const row of rows) {
        const arms = added[foldOf(row.borrower)];
        const own = arms?.get(row.arm);
        if (own === undefined) arms?.set(row.arm, [row]);
        else own.push(row);
      }
      return sums.map((arms, fold) => withRows(arms, added[fold] ?? new Map(), dimension));
    },
    merge: (a, b) => a.map((arms, fold) => mergedArms(arms, b[fold] ?? new Map())),
    value: (sums) => {
      if (sums.every((arms) => arms.size === 0)) return undefined;
      const models = sums.map((_, fold) => {
        const others = sums.filter((__, other) => other !== fold);
        return fitted(others.reduce<Arms>(mergedArms, new Map()), ridge);
      });
      return { predict: (borrower, arm, x) => models[foldOf(borrower)]?.(arm, x) ?? 0 };
    },
  };
}

/** The reward, and 1 for Σx: what the deviation from a mean that is known only later needs. */
const TARGETS = 2;

export type Arms = ReadonlyMap<string, ArmSums>;

/** The sums with these rows of each arm added. */
export function withRows(
  arms: Arms,
  rows: ReadonlyMap<string, readonly OutcomeExample[]>,
  dimension: number,
): Arms {
  const added = new Map<string, ArmSums>();
  for (const [arm, examples] of rows) {
    let [total, rewards] = [0, 0];
    const regressionExamples = examples.map(({ x, reward, weight = 1 }) => {
      total += weight;
      rewards += weight * reward;
      return { x, targets: Float64Array.of(reward, 1), weight };
    });
    const regression = addExamples(emptyRegression(dimension, TARGETS), regressionExamples);
    added.set(arm, { weight: total, reward: rewards, regression });
  }
  return mergedArms(arms, added);
}

function mergedArms(a: Arms, b: Arms): Arms {
  const merged = new Map(a);
  for (const [arm, sums] of b) {
    const own = merged.get(arm);
    merged.set(arm, own === undefined ? sums : mergedSums(own, sums));
  }
  return merged;
}

function mergedSums(a: ArmSums, b: ArmSums): ArmSums {
  return {
    weight: a.weight + b.weight,
    reward: a.reward + b.reward,
    regression: mergeRegressions(a.regression, b.regression),
  };
}

/** q̂ of one ridge regression per arm, pulled towards the mean of all. */
export function fitted(arms: Arms, ridge: number): (arm: string, x: Float64Array) => number {
  let [weight, reward] = [0, 0];
  for (const sums of arms.values()) {
    weight += sums.weight;
    reward += sums.reward;
  }
  const mean = weight > 0 ? reward / weight : 0;
  const coefficients = new Map<string, Float64Array>();
  for (const [arm, { regression }] of arms) {
    const { dimension, gram, vectors } = regression;
    const [rewards, ones] = vectors;
    if (rewards === undefined || ones === undefined) continue;
    const deviations = rewards.map((value, index) => value - mean * at(ones, index));
    coefficients.set(arm, ridgeSolver(gram, dimension, ridge)(deviations));
  }
  return (arm, x) => {
    const theta = coefficients.get(arm);
    return theta === undefined ? mean : mean + dot(theta, 0, x, 0, x.length);
  };
}
