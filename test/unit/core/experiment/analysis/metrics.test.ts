import { describe, expect, it } from 'vitest';
import {
  type Metric,
  metricMoments,
  metricsOf,
  PRIMARY,
} from '../../../../../src/core/experiment/analysis/metric.ts';
import {
  changeSums,
  emptyMomentSums,
  momentsOfSums,
} from '../../../../../src/core/experiment/analysis/moment-sums.ts';
import { addDecision, newUnitVector } from '../../../../../src/core/experiment/analysis/unit-vector.ts';
import { ratioEstimate } from '../../../../../src/core/inference/ratio-metric.ts';
import { vectorMoments } from '../../../../../src/core/inference/vector-moments.ts';
import { trialRow } from '../../../../support/experiments/trial-rows.ts';

const ROW = { id: 'd', borrower: 'b', variant: 'rules', day: 0, reward: 1 };
const EVENTS = ['payment', 'complaint'];

describe('the vector of a unit', () => {
  it('adds up rewards after cost, decisions and contacts, and notes an event once', () => {
    const first = trialRow({ ...ROW, predicted: 0.4, contacted: true, cost: 0.25, events: ['payment'] });
    const vector = newUnitVector(first, EVENTS);
    addDecision(vector, first, EVENTS);
    addDecision(vector, trialRow({ ...ROW, reward: 0.5, cost: null, predicted: 0.9 }), EVENTS);
    addDecision(vector, trialRow({ ...ROW, reward: 0, events: ['payment', 'opened'] }), EVENTS);
    expect([...vector]).toEqual([1.25, 3, 1, 0.4, 0, 1, 0]);
  });

  it('notes an event that was attributed to the decision, and that nothing was expected', () => {
    const row = trialRow(ROW);
    const attributed = { ...row, attributed: [{ type: 'complaint', at: row.decidedAt, share: 0.5 }] };
    const vector = newUnitVector(attributed, EVENTS);
    addDecision(vector, attributed, EVENTS);
    expect([...vector]).toEqual([1, 1, 0, 0, 1, 0, 1]);
  });
});

// Rewards 3, 1, 0 in 2, 1, 3 decisions, with the covariate 5, 2, 4.
const UNITS = [
  [3, 2, 1, 5, 0],
  [1, 1, 0, 2, 0],
  [0, 3, 2, 4, 0],
].map((vector) => Float64Array.from(vector));
const MOMENTS = momentsOfSums(UNITS.reduce((sums, unit) => changeSums(sums, unit, 1), emptyMomentSums(5)));

describe('metrics', () => {
  const momentsFor = (metric: Metric) => {
    const moments = MOMENTS && metricMoments(MOMENTS, metric);
    if (moments === undefined) throw new Error('There are moments.');
    return moments;
  };

  it('per decision is the ratio of sums with its delta-method error', () => {
    const { mean, covariance, count } = momentsFor(PRIMARY);
    const { add, empty, value } = vectorMoments(2);
    const pairs = value(UNITS.reduce<typeof empty>((state, unit) => add(state, unit.subarray(0, 2)), empty));
    const ratio = pairs && ratioEstimate(pairs);
    expect(mean[0]).toBeCloseTo(4 / 6, 12);
    expect(ratio?.estimate).toBeCloseTo(4 / 6, 12);
    expect(Math.sqrt((covariance[0] ?? 0) / count)).toBeCloseTo(ratio?.standardError ?? 0, 12);
  });

  it('per unit is the mean, with the covariate beside it', () => {
    const [, perUnit] = metricsOf([]);
    if (perUnit === undefined) throw new Error('There is one.');
    const { mean, covariance } = momentsFor(perUnit);
    expect([...mean]).toEqual([4 / 3, 11 / 3, 0]);
    // Of (3, 1, 0) and (5, 2, 4): variances 7/3 and 7/3, covariance (3·5 + 1·2 − 3·(4/3)(11/3)) ÷ 2.
    expect(covariance[0]).toBeCloseTo(7 / 3, 12);
    expect(covariance[1]).toBeCloseTo((17 - 44 / 3) / 2, 12);
    expect(covariance[4]).toBeCloseTo(7 / 3, 12);
  });

  it('has none where there was no decision', () => {
    const { add, empty, value } = vectorMoments(5);
    const none = value([empty].reduce((state) => add(state, [0, 0, 0, 0, 1]), empty));
    expect(none && metricMoments(none, PRIMARY)).toBeUndefined();
  });
});
