import { describe, expect, it } from 'vitest';
import { gate } from '../../../../src/core/evaluation/gate.ts';
import { GATE_LIMITS, type GateFacts } from '../../../../src/core/evaluation/gate-facts.ts';
import type { LoggedRow } from '../../../../src/core/evaluation/logged-row.ts';
import { support } from '../../../../src/core/evaluation/support.ts';
import { type WeightState, weightDiagnostics } from '../../../../src/core/evaluation/weight-diagnostics.ts';

/** The state after so many rows of each weight. */
function weightsOf(...groups: readonly (readonly [count: number, weight: number])[]): WeightState {
  let state = weightDiagnostics.empty;
  for (const [count, weight] of groups) {
    for (let row = 0; row < count; row++) {
      state = weightDiagnostics.add(state, { reward: 0, logged: 0.5, target: weight / 2 });
    }
  }
  return state;
}

// 600 of weight ½ and 200 of weight 2½: mean 1, effective size 800² ÷ (150 + 1250) = 457.
const GOOD: GateFacts = { weights: weightsOf([600, 0.5], [200, 2.5]) };

function refusal(facts: GateFacts) {
  const found = gate(facts);
  if (found.verdict === 'tell') throw new Error('the gate was open');
  return found;
}

describe('the gate', () => {
  it('lets through what the log can carry', () => {
    expect(gate(GOOD)).toEqual({ verdict: 'tell' });
    expect(
      gate({
        ...GOOD,
        support: { impossible: 0.01, untried: 0.01, rowsToTry: 9 },
        calibration: new Map([['sms', { logEvidence: 6.9 }]]),
        immatureShare: 0.1,
      }),
    ).toEqual({ verdict: 'tell' });
  });

  it.each<[string, GateFacts, RegExp]>([
    ['no row', { weights: weightDiagnostics.empty }, /no rows/],
    ['no common action', { weights: weightsOf([300, 0]) }, /none of the logged actions/],
    [
      'what couldn’t be done',
      { ...GOOD, support: { impossible: 0.011, untried: 0 } },
      /1\.1 % .* probability 0/,
    ],
    ['what wasn’t done', { ...GOOD, support: { impossible: 0, untried: 0.2, rowsToTry: 900 } }, /never done/],
    [
      'propensities that are wrong',
      { ...GOOD, calibration: new Map([['sms', { logEvidence: 6.91 }]]) },
      /as often .*: sms\./,
    ],
    ['outcomes that may change', { ...GOOD, immatureShare: 0.11 }, /11\.0 % .* may still change/],
    ['weights whose mean isn’t 1', { weights: weightsOf([1000, 0.5], [200, 2.5]) }, /mean 0\.833 ± 0\.022/],
    ['one row that decides', { weights: weightsOf([1000, 0.9], [1, 100]) }, /One row has 10\.0 %/],
  ])('refuses %s', (_, facts, reason) => {
    expect(refusal(facts).reasons.join('\n')).toMatch(reason);
  });

  it('allows for the number of arms that could look wrong by chance', () => {
    const arms = Array.from({ length: 20 }, (_, arm) => [`${arm}`, { logEvidence: 9.8 }] as const);
    expect(gate({ ...GOOD, calibration: new Map(arms) }).verdict).toBe('tell');
    expect(gate({ ...GOOD, calibration: new Map(arms.slice(0, 10)) }).verdict).toBe('cannot-tell');
  });

  it('says how many rows, or which floor, would do', () => {
    // 60 and 20 of them: mean 1, worth 45.7 rows.
    const { needs, reasons } = refusal({ weights: weightsOf([60, 0.5], [20, 2.5]) });
    expect(reasons).toEqual(["80 rows are worth 45 of the policy's own; it takes 200."]);
    expect(needs).toEqual({ rows: 350, words: ['Collect about 350 rows like these in all.'] });
    const eightHundred = refusal({ weights: weightsOf([790, 0.4], [10, 48.4]) });
    expect(eightHundred.needs.floor).toBe(200 / 800);
  });

  it('so many rows are enough', () => {
    const { needs } = refusal({ weights: weightsOf([60, 0.5], [20, 2.5]) });
    const times = (needs.rows ?? 0) / 80;
    expect(gate({ weights: weightsOf([Math.ceil(60 * times), 0.5], [Math.ceil(20 * times), 2.5]) })).toEqual({
      verdict: 'tell',
    });
  });

  it('asks for no rows where rows alone never do', () => {
    // Worth 1 in 200 of its rows, however many there are.
    const { needs } = refusal({ weights: weightsOf([39_800, 0.005], [200, 199]) });
    expect(needs.rows).toBeUndefined();
    expect(needs.floor).toBeGreaterThanOrEqual(GATE_LIMITS.effectiveShare);
    // More rows would mend the share of the heaviest, but not what the rows are worth.
    const heavy = refusal({ weights: weightsOf([20_000, 0.5], [1, 10_000]) });
    expect(heavy.reasons).toHaveLength(2);
    expect(heavy.needs.rows).toBeUndefined();
    expect(heavy.needs.floor).toBeCloseTo(0.01, 6);
  });
});

describe('support', () => {
  const arm = (name: string, logged: number, target: number) => ({ arm: name, logged, target, predicted: 0 });
  const row = (taken: string): LoggedRow => ({
    reward: 0,
    taken,
    arms: [arm('call', 0.9, 0.2), arm('sms', 0.1, 0.3), arm('mail', 0, 0.5)],
  });

  it('tells what could not be done from what was not', () => {
    expect(support.value(support.add(support.empty, [row('call'), row('call')]))).toEqual({
      impossible: 0.5,
      untried: 0.3,
      rowsToTry: 10,
    });
    expect(support.value(support.add(support.empty, [row('call'), row('sms')]))).toEqual({
      impossible: 0.5,
      untried: 0,
    });
    expect(support.value(support.empty)).toBeUndefined();
  });
});
