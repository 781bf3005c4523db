import { describe, expect, test } from 'vitest';
import { comparePolicies } from '../../../../cli/demo/compare-policies.ts';
import type { ObservedDecision } from '../../../../cli/demo/observed-decision.ts';
import type { DecisionState } from '../../../../src/core/decision/decision-state.ts';
import {
  type ActionId,
  type ChannelId,
  type DecisionId,
  NO_CONTACT,
} from '../../../../src/core/identifiers.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';

const EMAIL = 'email@morning' as ActionId;
const CONFIGURATION = { channels: [{ id: 'email' as ChannelId, cost: 0.25, rewardWindowHours: 1 }] };

describe('comparing policies', () => {
  const decisions = [
    selected('d_1', 0, EMAIL, 0.5),
    selected('d_2', 3, NO_CONTACT, 0.1),
    selected('d_3', 7, EMAIL, 0.3),
    withheld('d_4', 8),
  ];
  const states = new Map([
    ['d_1', state('confirmed', 1)],
    ['d_2', state('not-required', 0.5)],
    ['d_3', state('void', 1)],
  ]);
  const { overall, weeks } = comparePolicies(decisions, states, CONFIGURATION, [EMAIL, NO_CONTACT]);

  test('credits what the ledger says less the channel’s cost, and nothing for a contact that did not go out', () => {
    expect(overall.decisions).toBe(3);
    expect(overall.rapport.credited.mean).toBeCloseTo((0.75 + 0.5 + 0) / 3, 12);
    const half =
      (1.959963984540054 *
        Math.sqrt(((0.75 - 1.25 / 3) ** 2 + (0.5 - 1.25 / 3) ** 2 + (1.25 / 3) ** 2) / 2)) /
      Math.sqrt(3);
    expect(overall.rapport.credited.upper - overall.rapport.credited.mean).toBeCloseTo(half, 12);
  });

  test('values every policy on the same decisions', () => {
    // Each decision: email is worth what is given and has probability ¾, no contact is worth 0.2.
    expect(overall.rapport.expected).toBeCloseTo(0.75 * 0.3 + 0.25 * 0.2, 12);
    expect(overall.uniform.expected).toBeCloseTo(0.25, 12);
    expect(overall.bestFixed).toEqual({ action: EMAIL, expected: expect.closeTo(0.3, 12) });
    expect(overall.perfect.expected).toBeCloseTo((0.5 + 0.2 + 0.3) / 3, 12);
    expect(overall.timesUniform).toBeCloseTo(1.25 / 3 / 0.25, 12);
  });

  test('tells the weeks apart', () => {
    expect(weeks.map(({ week, decisions: count }) => [week, count])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(weeks[1]?.bestFixed).toBeCloseTo(0.3, 12);
  });

  test('has no ratio to what is worth nothing', () => {
    const { overall: none } = comparePolicies([selected('d_1', 0, EMAIL, -0.2)], states, CONFIGURATION, [
      EMAIL,
    ]);
    expect(none).not.toHaveProperty('timesUniform');
    expect(none).not.toHaveProperty('timesBestFixed');
  });

  test('has something to say without any selected decision', () => {
    const { overall: none, weeks: noWeeks } = comparePolicies(
      [withheld('d_4', 0)],
      new Map(),
      CONFIGURATION,
      [],
    );
    expect(none).toMatchObject({ decisions: 0, rapport: { credited: { mean: 0 }, expected: 0 } });
    expect(noWeeks).toEqual([]);
  });
});

function selected(id: string, day: number, action: ActionId, emailWorth: number): ObservedDecision {
  const distribution = { actions: [EMAIL, NO_CONTACT], weights: [0.75 * WHOLE, 0.25 * WHOLE] };
  const contact = action === NO_CONTACT ? {} : { contact: { channel: 'email' } };
  return {
    ...withheld(id, day),
    selected: {
      verdict: { status: 'selected', action, distribution, propensity: 0.5, ...contact },
      valued: {
        distribution,
        values: new Map([
          [EMAIL, emailWorth],
          [NO_CONTACT, 0.2],
        ]),
      },
    },
  } as unknown as ObservedDecision;
}

function withheld(id: string, day: number): ObservedDecision {
  const simulated = { id: id as DecisionId, occasion: { number: 0, day, borrower: 0 }, told: [] };
  return {
    simulated,
    record: { verdict: { status: 'withheld', because: [] } },
  } as unknown as ObservedDecision;
}

function state(dispatch: DecisionState['dispatch'], reward: number): DecisionState {
  return { dispatch, reward } as DecisionState;
}
