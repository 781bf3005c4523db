import { importanceWeight } from './logged-example.ts';
import type { LoggedRow } from './logged-row.ts';
import { type MomentsState, moments } from './moments.ts';
import type { RowView } from './row-view.ts';
import { addToSuite, emptySuite, mergeSuites, type SuiteState } from './suite.ts';
import { type SupportState, support } from './support.ts';
import { type WeightState, weightDiagnostics } from './weight-diagnostics.ts';
import { WEIGHT_BINS, weightBin } from './weight-histogram.ts';

/** What is added up over a log's rows for one policy; as data, so that it can pass between threads. */
export interface TargetSums {
  readonly suite: SuiteState;
  readonly weights: WeightState;
  /** How many weights fell into each of `WEIGHT_BINS`. */
  readonly histogram: readonly number[];
  /** Of what each row counts for the value: doubly robust where the log allows it, else w·r. */
  readonly value: MomentsState;
  /** Of what each row counts for the value beyond that of the policy that made the log. */
  readonly difference: MomentsState;
  readonly modelled: number;
  readonly full: number;
  readonly support: SupportState;
}

/** What a row counts for a policy's value and for the difference to that of the policy that made the log. */
export interface Contribution {
  readonly value: number;
  readonly difference: number;
}

export interface TargetTally {
  add(view: RowView): Contribution;
  merge(sums: TargetSums): void;
  sums(): TargetSums;
}

const BATCH = 512;

/** @param isLogged Whether it is the policy that made the log, whose rewards speak for themselves. */
export function targetTally(isLogged = false): TargetTally {
  let suite = emptySuite;
  let weights = weightDiagnostics.empty;
  const histogram = WEIGHT_BINS.map(() => 0);
  let [value, difference] = [moments.empty, moments.empty];
  let [modelled, full] = [0, 0];
  let supported = support.empty;
  let batch: LoggedRow[] = [];

  function settle(): void {
    supported = support.add(supported, batch);
    batch = [];
  }

  return {
    add: (view) => {
      const weight = importanceWeight(view.taken);
      suite = addToSuite(suite, view);
      weights = weightDiagnostics.add(weights, view.taken);
      const bin = weightBin(weight);
      histogram[bin] = (histogram[bin] ?? 0) + 1;
      if (view.modelled !== undefined) modelled += 1;
      if (view.full !== undefined) {
        full += 1;
        batch.push(view.full);
        if (batch.length >= BATCH) settle();
      }
      const contribution = isLogged
        ? { value: view.taken.reward, difference: 0 }
        : contributionOf(view, weight);
      value = moments.add(value, contribution.value);
      difference = moments.add(difference, contribution.difference);
      return contribution;
    },
    merge: (other) => {
      suite = mergeSuites(suite, other.suite);
      weights = weightDiagnostics.merge(weights, other.weights);
      other.histogram.forEach((count, bin) => {
        histogram[bin] = (histogram[bin] ?? 0) + count;
      });
      value = moments.merge(value, other.value);
      difference = moments.merge(difference, other.difference);
      modelled += other.modelled;
      full += other.full;
      supported = support.merge(supported, other.support);
    },
    sums: () => {
      settle();
      return { suite, weights, histogram, value, difference, modelled, full, support: supported };
    },
  };
}

/** Σ π·q̂ + w·(r − q̂), and Σ(π − μ)·q̂ + (w − 1)·(r − q̂); w·r and (w − 1)·r as far as the log doesn't tell more. */
function contributionOf({ taken, modelled, full }: RowView, weight: number): Contribution {
  const plain = { value: weight * taken.reward, difference: (weight - 1) * taken.reward };
  if (modelled === undefined) return plain;
  const { predictedOfTarget, predicted } = modelled;
  const residual = taken.reward - predicted;
  const value = predictedOfTarget + weight * residual;
  if (full === undefined) return { value, difference: plain.difference };
  const predictedOfLogged = full.arms.reduce((sum, arm) => sum + arm.logged * arm.predicted, 0);
  return { value, difference: predictedOfTarget - predictedOfLogged + (weight - 1) * residual };
}
