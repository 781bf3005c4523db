import { describe, expect, it } from 'vitest';
import { readJsonLine } from '../../../../cli/evaluate/readers/read-json-line.ts';
import { RowFault } from '../../../../cli/evaluate/readers/row-fault.ts';

const ROW = { reward: 1, action: 'sms', propensity: 0.25, distribution: { sms: 0.25, none: 0.75 } };

function faultOf(row: object | string): RowFault {
  try {
    readJsonLine(typeof row === 'string' ? row : JSON.stringify(row));
  } catch (error) {
    if (error instanceof RowFault) return error;
    throw error;
  }
  throw new Error('the row was read');
}

describe('a line of JSON Lines', () => {
  it('is a row: what was taken, with what probability, and what came of it', () => {
    expect(readJsonLine(JSON.stringify(ROW))).toEqual({
      reward: 1,
      action: 'sms',
      propensity: 0.25,
      arms: ['sms', 'none'],
      logged: [0.25, 0.75],
      closed: false,
      context: {},
      mature: true,
    });
  });

  it('takes the propensity from the distribution when it is not there itself', () => {
    const { propensity: _, ...row } = ROW;
    expect(readJsonLine(JSON.stringify(row)).propensity).toBe(0.25);
  });

  it('names, times, contexts and other policies’ probabilities are read where there are some', () => {
    const row = {
      ...ROW,
      id: 7,
      borrower: 'b',
      at: '2026-11-24T17:30:00Z',
      context: { daysPastDue: 3, late: true, note: null },
      targets: { mine: { sms: 1 }, theirs: 0.5 },
      predicted: { sms: 0.4, none: 0.1 },
      actions: ['none', 'sms'],
    };
    expect(readJsonLine(JSON.stringify(row))).toMatchObject({
      id: '7',
      borrower: 'b',
      at: Date.UTC(2026, 10, 24, 17, 30),
      context: { daysPastDue: 3, late: 'true' },
      columns: { mine: { sms: 1 }, theirs: 0.5 },
      predicted: { sms: 0.4, none: 0.1 },
      arms: ['none', 'sms'],
      logged: [0.75, 0.25],
      closed: true,
    });
  });

  it('needs no reward while its outcome may still change', () => {
    const { reward: _, ...row } = ROW;
    expect(readJsonLine(JSON.stringify({ ...row, mature: false }))).toMatchObject({ mature: false });
  });

  it.each([
    ['a reward in words', { ...ROW, reward: 'yes' }, 'reward', 'is the text "yes"'],
    ['no reward', { ...ROW, reward: undefined }, 'reward', 'is missing'],
    ['a reward beyond all units', { ...ROW, reward: 1e300 }, 'reward', 'is 1e+300, beyond ±1000000000000'],
    ['NaN', '{"reward": NaN, "action": "sms", "propensity": 0.25}', '(line)', 'is not JSON'],
    ['no propensity', { ...ROW, propensity: undefined, distribution: undefined }, 'propensity', 'is missing'],
    ['propensity 0', { ...ROW, propensity: 0 }, 'propensity', 'is 0'],
    ['a propensity in percent', { ...ROW, propensity: 25 }, 'propensity', 'is 25'],
    ['a propensity in words', { ...ROW, propensity: '0.25' }, 'propensity', 'is the text "0.25"'],
    ['no action', { ...ROW, action: undefined }, 'action', 'is missing'],
    [
      'an action that could not be taken',
      { ...ROW, action: 'call' },
      'distribution',
      'lacks the action taken',
    ],
    [
      'a distribution that is short of 1',
      { ...ROW, distribution: { sms: 0.25, none: 0.7 } },
      'distribution',
      'sums to 0.95',
    ],
    [
      'a distribution below 0',
      { ...ROW, distribution: { sms: 1.5, none: -0.5 } },
      'distribution.sms',
      'is 1.5',
    ],
    ['two propensities', { ...ROW, propensity: 0.5 }, 'distribution', 'but "propensity" says 0.5'],
    ['actions twice', { ...ROW, actions: ['sms', 'sms'] }, 'actions', 'is no list of different names'],
    ['a context within a context', { ...ROW, context: { a: { b: 1 } } }, 'context.a', 'is a object'],
    ['a target above 1', { ...ROW, targets: { mine: 2 } }, 'targets.mine', 'gives "sms" 2'],
    ['a prediction that lacks an action', { ...ROW, predicted: { sms: 1 } }, 'predicted.none', 'is missing'],
    ['a time that is none', { ...ROW, at: 'yesterday' }, 'at', 'which is no time'],
    ['a list', '[1]', '(line)', 'is a list'],
    ['x with words', { ...ROW, x: [1, 'a'] }, 'x', 'is no list of finite numbers'],
  ])('is refused with %s', (_, row, field, problem) => {
    const fault = faultOf(row);
    expect(fault.field).toBe(field);
    expect(fault.problem).toContain(problem);
    expect(fault.fix).not.toBe('');
  });
});
