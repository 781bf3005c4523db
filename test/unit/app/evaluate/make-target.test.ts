import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { EvaluationRow } from '../../../../src/app/evaluate/evaluation-row.ts';
import type { ReadyTarget } from '../../../../src/app/evaluate/evaluation-target.ts';
import { makeTarget } from '../../../../src/app/evaluate/make-target.ts';
import type { RawRow } from '../../../../src/app/evaluate/raw-row.ts';

function rowOf(arms: readonly string[], changes: Partial<RawRow> = {}): EvaluationRow {
  const raw: RawRow = {
    reward: 1,
    action: arms[0] ?? '',
    propensity: 1 / arms.length,
    arms,
    closed: true,
    context: {},
    mature: true,
    ...changes,
  };
  const nothing = { names: [], values: new Float64Array(0) };
  const logged = new Float64Array(arms.length).fill(1 / arms.length);
  return {
    borrower: 'b',
    reward: raw.reward,
    taken: raw.action,
    propensity: raw.propensity,
    arms,
    logged,
    x: nothing.values,
    features: nothing,
    raw,
  };
}

const answer = (target: ReadyTarget, row: EvaluationRow) => {
  const { shares, ...rest } = makeTarget(target).of(row);
  return { ...rest, ...(shares === undefined ? {} : { shares: [...shares] }) };
};

const CONSTANT: ReadyTarget = { name: 'c', kind: 'constant', action: 'sms@late' };
const CHANNEL: ReadyTarget = { name: 'h', kind: 'channel', channel: 'sms' };
const RULES: ReadyTarget = { name: 'r', kind: 'rules', order: ['call@late', 'sms@late'], epsilon: 0.2 };

describe('targets', () => {
  const targets: readonly ReadyTarget[] = [
    CONSTANT,
    CHANNEL,
    RULES,
    { name: 'u', kind: 'uniform' },
    { name: 'l', kind: 'logged' },
  ];

  test.prop([
    fc.uniqueArray(fc.constantFrom('sms@late', 'sms@early', 'call@late', 'no-contact', 'letter'), {
      minLength: 1,
    }),
    fc.constantFrom(...targets),
    fc.boolean(),
  ])(
    'have the whole of their probability, within what may be done where that is known',
    (arms, target, closed) => {
      const { shares = [], taken, elsewhere = 0 } = answer(target, rowOf(arms, { closed }));
      expect(shares.reduce((sum, share) => sum + share, elsewhere)).toBeCloseTo(1, 12);
      expect(taken).toBe(shares[0]);
      if (closed) expect(elsewhere).toBe(0);
    },
  );

  it('do nothing where the constant action is forbidden, and choose evenly where they can’t', () => {
    expect(answer(CONSTANT, rowOf(['call@late', 'no-contact'])).shares).toEqual([0, 1]);
    expect(answer(CONSTANT, rowOf(['call@late', 'letter'])).shares).toEqual([0.5, 0.5]);
  });

  it('want what a row can’t tell of where the log doesn’t say what was forbidden', () => {
    expect(answer(CONSTANT, rowOf(['call@late', 'letter'], { closed: false }))).toEqual({
      taken: 0,
      shares: [0, 0],
      elsewhere: 1,
    });
  });

  it('spread a channel over its windows, and rules over what is left for chance', () => {
    expect(answer(CHANNEL, rowOf(['sms@early', 'sms@late', 'letter'])).shares).toEqual([0.5, 0.5, 0]);
    expect(answer(RULES, rowOf(['letter', 'sms@late'])).shares).toEqual([0.1, 0.9]);
  });

  it('take probabilities from the log: of all actions, or of the one that was taken', () => {
    const columns = { mine: { a: 0.25, b: 0.5, gone: 0.25 }, theirs: 0.75 };
    const row = rowOf(['a', 'b'], { columns });
    expect(answer({ name: 'm', kind: 'column', column: 'mine' }, row)).toEqual({
      taken: 0.25,
      shares: [0.25, 0.5],
      elsewhere: 0.25,
    });
    expect(answer({ name: 't', kind: 'column', column: 'theirs' }, row)).toEqual({ taken: 0.75 });
    expect(answer({ name: 's', kind: 'shadow' }, rowOf(['a', 'b'], { shadow: 0.5 }))).toEqual({ taken: 0.5 });
  });
});
