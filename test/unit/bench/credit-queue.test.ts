import { describe, expect, test } from 'vitest';
import { creditQueue } from '../../../bench/outreach/credit-queue.ts';
import { arm } from '../../support/builders/identifiers.ts';

const X = { names: ['(intercept)'], values: Float64Array.of(1) };
const ACTION = arm('sms@mon');

function heard(reward: number, heardAfter: number) {
  const queue = creditQueue();
  queue.add({ index: 10, action: ACTION, week: 3, x: X, outcome: { reward, heardAfter } });
  return queue;
}

describe('a decision is credited when its window closes', () => {
  test('with what was heard until then', () => {
    const queue = heard(1, 400);
    expect(queue.takeDue(1009)).toEqual([]);
    expect(queue.takeDue(1010)).toEqual([
      { action: ACTION, week: 3, change: { kind: 'credit', x: X, reward: 1 } },
    ]);
    expect(queue.takeDue(99_999)).toEqual([]);
  });

  test('and corrected, for its own week, when a reward is heard later', () => {
    const queue = heard(1, 5000);
    expect(queue.takeDue(4000).map(({ change }) => change)).toEqual([{ kind: 'credit', x: X, reward: 0 }]);
    expect(queue.takeDue(5009)).toEqual([]);
    expect(queue.takeDue(5010)).toEqual([
      { action: ACTION, week: 3, change: { kind: 'correction', x: X, from: 0, to: 1 } },
    ]);
  });

  test('once, when nothing more is to be heard', () => {
    expect(heard(0, 5000).takeDue(99_999)).toHaveLength(1);
  });
});
