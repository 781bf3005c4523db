import { describe, expect, it } from 'vitest';
import shipped from '../../../../rapport.config.ts';
import { attributeEvents, type Touch } from '../../../../src/core/reward/attribute-events.ts';
import type { OutcomeEvent } from '../../../../src/core/reward/outcome-event.ts';
import { rewardOf } from '../../../../src/core/reward/reward-of.ts';
import type { AttributionRule } from '../../../../src/core/reward/reward-rule.ts';
import { at, decisionId, eventId } from '../../../support/builders/identifiers.ts';

const A: Touch = {
  decisionId: decisionId('A'),
  interval: { start: at('2026-11-23T10:00:00Z'), end: at('2026-11-28T10:00:00Z') },
};
const B: Touch = {
  decisionId: decisionId('B'),
  interval: { start: at('2026-11-26T18:00:00Z'), end: at('2026-11-29T18:00:00Z') },
};

const event = (type: string, time: string): OutcomeEvent => ({
  id: eventId(type),
  type,
  occurredAt: at(time),
});
const OPENED = event('opened', '2026-11-23T11:00:00Z');
const PROMISE = event('promise-to-pay', '2026-11-24T09:00:00Z');
const KEPT = event('promise-kept', '2026-11-27T09:05:00Z');
const PAYMENT = event('payment', '2026-11-27T09:00:00Z');
const RETURNED = event('payment-returned', '2026-12-09T09:00:00Z');

/** The rewards of A and B, after these events told of A and these told of the borrower. */
function rewards(
  ofA: readonly OutcomeEvent[],
  ofBorrower: readonly OutcomeEvent[],
  attribution: AttributionRule = 'last-touch',
  touches = [A, B],
): readonly number[] {
  const rule = { ...shipped.reward, attribution };
  const lists = attributeEvents(rule, ofBorrower, touches);
  return touches.map(({ decisionId: id, interval }) =>
    rewardOf(rule, id === A.decisionId ? ofA : [], interval, lists.get(id)),
  );
}

/** The figures of docs/rewards.md. */
describe('the worked example', () => {
  it('comes out as it is told, step by step', () => {
    expect(rewards([OPENED], [])).toEqual([0.0625, 0]);
    expect(rewards([OPENED, PROMISE], [])).toEqual([0.4375, 0]);
    expect(rewards([OPENED, PROMISE], [PAYMENT])).toEqual([0.4375, 1]);
    expect(rewards([OPENED, PROMISE, KEPT], [PAYMENT])).toEqual([0.5625, 1]);
    expect(rewards([OPENED, PROMISE, KEPT], [PAYMENT, RETURNED])).toEqual([0.5625, -0.125]);
  });

  it('and under the other rule', () => {
    expect(rewards([OPENED, PROMISE, KEPT], [PAYMENT], 'linear')).toEqual([1.0625, 0.5]);
    expect(rewards([OPENED, PROMISE, KEPT], [PAYMENT, RETURNED], 'linear')).toEqual([0.5, -0.0625]);
  });

  it('and without the second contact', () => {
    expect(rewards([OPENED, PROMISE, KEPT], [PAYMENT], 'last-touch', [A])).toEqual([1.5625]);
  });
});
