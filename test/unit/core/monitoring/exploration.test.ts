import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Selected } from '../../../../src/core/decision/decision-record.ts';
import type { ActionId } from '../../../../src/core/identifiers.ts';
import { explorationFigures } from '../../../../src/core/monitoring/exploration-figures.ts';
import { watchExploration } from '../../../../src/core/monitoring/watch-exploration.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { policyDistribution } from '../../../../src/core/policy/policy-distribution.ts';
import { DAY_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { arm, at } from '../../../support/builders/identifiers.ts';
import { aSelectedVerdict } from '../../../support/builders/record-builder.ts';

const ACTIONS = ['call@a', 'email@a', 'email@b', 'no-contact', 'sms@a'].map(arm);

/** A model's decision with these shares before the floor; the action at `drawn` was drawn. */
function decisionWith(shares: readonly number[], epsilon: number, drawn = 0): Selected {
  const actions = ACTIONS.slice(0, shares.length);
  const { distribution, probabilities } = policyDistribution(actions, Float64Array.from(shares), epsilon);
  const best = shares.indexOf(Math.max(...shares));
  const action = actions[drawn] as ActionId;
  const base = aSelectedVerdict();
  return {
    ...base,
    action,
    distribution,
    propensity: (distribution.weights[drawn] ?? 0) / WHOLE,
    explanation: {
      ...base.explanation,
      floorShare: epsilon / shares.length / (probabilities[drawn] ?? 1),
      greedy: actions[best] as ActionId,
      exploration: drawn !== best,
    },
  };
}

const someShares = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 5 })
  .filter((parts) => parts.some((part) => part > 0))
  .map((parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / total);
  });
const someEpsilon = fc.double({ min: 0.01, max: 0.5, noNaN: true });

function figuresOf(verdict: Selected) {
  return explorationFigures(verdict) ?? expect.unreachable('a model decided');
}

describe('how much a decision explored', () => {
  test.prop([someShares, someEpsilon, fc.nat({ max: 4 })])(
    'lies between nothing and all, and does not depend on what was drawn',
    (shares, epsilon, draw) => {
      const figures = figuresOf(decisionWith(shares, epsilon, draw % shares.length));
      for (const figure of Object.values(figures)) {
        expect(figure).toBeGreaterThanOrEqual(0);
        expect(figure).toBeLessThanOrEqual(1);
      }
      const other = figuresOf(decisionWith(shares, epsilon, 0));
      expect(figures.modelEntropy).toBeCloseTo(other.modelEntropy, 5);
      expect(figures.floorPart).toBeCloseTo(other.floorPart, 5);
    },
  );

  test.prop([fc.integer({ min: 2, max: 5 }), someEpsilon])(
    'is that of the floor alone when the model has no doubt, and all of it when it has nothing else',
    (count, epsilon) => {
      const sure = figuresOf(decisionWith([1, ...new Array<number>(count - 1).fill(0)], epsilon));
      expect(sure.modelEntropy).toBeLessThan(1e-6);
      expect(sure.floorPart).toBeGreaterThan(0.999);
      const even = figuresOf(decisionWith(new Array<number>(count).fill(1 / count), epsilon));
      expect(even.entropy).toBeCloseTo(1, 6);
      expect(even.modelEntropy).toBeCloseTo(1, 6);
      expect(even.floorPart).toBeCloseTo(epsilon, 6);
    },
  );

  it('is what the definition of entropy says', () => {
    const { entropy } = figuresOf(decisionWith([0.75, 0.25], 0.2));
    const p = [0.8 * 0.75 + 0.1, 0.8 * 0.25 + 0.1];
    expect(entropy).toBeCloseTo(-p.reduce((sum, each) => sum + each * Math.log2(each), 0), 6);
  });

  it('is asked of models with a choice only', () => {
    const verdict = decisionWith([0.5, 0.5], 0.1);
    expect(explorationFigures({ ...verdict, fallback: true })).toBeUndefined();
    expect(explorationFigures({ ...verdict, strategy: 'fixed-rules' })).toBeUndefined();
    expect(explorationFigures({ ...verdict, strategy: 'uniform' })).toBeUndefined();
    expect(explorationFigures(decisionWith([1], 0.1))).toBeUndefined();
  });
});

const MONDAY = at('2026-03-02T00:00:00Z');
const channelOf = (action: ActionId): string => action.split('@')[0] ?? '';

/** A week of 100 decisions, and one of 10 in the week after. */
function watchWeeks(make: (n: number) => Selected) {
  const watch = watchExploration(channelOf);
  for (let n = 0; n < 110; n += 1) {
    watch.add({ decidedAt: plusMs(MONDAY, n < 100 ? n : 7 * DAY_MS + n), verdict: make(n) });
  }
  watch.add({ decidedAt: MONDAY, verdict: { status: 'withheld', because: [] } });
  watch.add({ decidedAt: MONDAY, verdict: { ...make(0), fallback: true } });
  return watch.weeks();
}

describe('the exploration of a week', () => {
  it('is told in figures and raises no alarm while the model has doubts', () => {
    const [full, begun, ...none] = watchWeeks((n) => decisionWith([0.1, 0.6, 0.1, 0.1, 0.1], 0.05, n % 5));
    expect(none).toEqual([]);
    expect(full).toMatchObject({
      decisions: 100,
      greedyShare: 0.2,
      chosenActions: 5,
      offeredActions: 5,
      judged: true,
    });
    expect(full?.alarms).toEqual([]);
    expect(begun).toMatchObject({ decisions: 10, judged: false, alarms: [] });
    expect((full?.week ?? 0) + 1).toBe(begun?.week);
    expect(full?.channels.map(({ channel }) => channel)).toEqual(['call', 'email', 'no-contact', 'sms']);
    expect(full?.channels.reduce((sum, { mass }) => sum + mass, 0)).toBeCloseTo(1, 9);
    expect(full?.channels.find(({ channel }) => channel === 'email')?.mass).toBeCloseTo(0.95 * 0.7 + 0.02, 6);
  });

  it('has collapsed when nothing but the floor is left of it', () => {
    const [full, begun] = watchWeeks((n) => {
      const best = n % 2;
      return decisionWith(best === 0 ? [1, 0, 0, 0, 0] : [0, 1, 0, 0, 0], 0.1, best);
    });
    expect(full?.alarms).toEqual([
      expect.stringContaining('hardly more than the ε floor'),
      expect.stringContaining('100.0 % of all exploring is done by the ε floor'),
    ]);
    expect(begun?.alarms).toEqual([]);
  });

  it('has collapsed into a channel when the others hardly get a chance', () => {
    const [full] = watchWeeks(() => decisionWith([0, 0.5, 0.5, 0, 0], 0.05, 1));
    expect(full?.modelEntropy).toBeGreaterThan(0.3);
    expect(full?.alarms).toEqual([expect.stringContaining('goes to email alone')]);
  });
});
