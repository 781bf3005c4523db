import type { DecisionRecord, Selected } from '../../../src/core/decision/decision-record.ts';
import type { ChannelId, WindowId } from '../../../src/core/identifiers.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import { arm, at, borrowerId, decisionId, model, snapshotIdOf } from './identifiers.ts';

const WEIGHTS = [500_000_000, 1_000_000_000, WHOLE - 1_500_000_000];

/** A selected decision as the service makes it: three eligible actions, one blocked; every optional part is there. */
export function aSelectedVerdict(overrides: Partial<Selected> = {}): Selected {
  return {
    status: 'selected',
    action: arm('sms@weekday-evening'),
    contact: {
      channel: 'sms' as ChannelId,
      window: {
        id: 'weekday-evening' as WindowId,
        interval: { start: at('2026-11-24T22:00:00Z'), end: at('2026-11-25T01:00:00Z') },
        timeZone: 'America/New_York',
      },
    },
    distribution: {
      actions: [arm('email@weekday-morning'), arm('no-contact'), arm('sms@weekday-evening')],
      weights: WEIGHTS,
    },
    draw: 2_000_000_000,
    propensity: (WHOLE - 1_500_000_000) / WHOLE,
    strategy: 'pooled-linucb',
    snapshot: snapshotIdOf(Uint8Array.of(1, 2, 3)),
    fallback: false,
    explanation: {
      mean: 0.1 + 0.2,
      contributions: [
        { feature: '(intercept)', contribution: 0.25 },
        { feature: 'daysPastDue', contribution: 0.050_000_000_000_000_04 },
      ],
      parts: { base: 0.2, channel: 0.1, day: -0.05, slot: 0.03, residual: 0.02 },
      uncertainty: 0.062_5,
      bonus: 0.01,
      cost: 0.002,
      price: 0.25,
      floorShare: 0.01,
      greedy: arm('sms@weekday-evening'),
      exploration: false,
      learnedFrom: 1_234,
      because: ['daysPastDue speaks for a text message.', 'Evenings have worked best so far.'],
    },
    features: { names: ['(intercept)', 'daysPastDue', 'paymentScore'], values: [1, -0.5, 2 ** -12] },
    reservationToken: '5f0c2f0e-6f3a-4a53-9f3b-0c1a5f5b1c77',
    shadow: {
      strategy: 'inverse-gap',
      snapshot: snapshotIdOf(Uint8Array.of(4, 5, 6)),
      action: arm('email@weekday-morning'),
      propensity: 0.1 + 0.2,
      expected: 0.21,
      expectedOfRules: -0.02,
    },
    ...overrides,
  };
}

/** A record of the borrower `b-1029`; name at least `decisionId` when several are stored. */
export function aRecord(overrides: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    decisionId: decisionId('record'),
    model: model('contact'),
    borrowerId: borrowerId('b-1029'),
    accountId: 'a-77',
    purpose: 'servicing',
    requestDigest: 'c0ffee'.repeat(10).padEnd(64, '0'),
    decidedAt: at('2026-11-24T15:04:05.678Z'),
    requireConfirm: true,
    context: { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62, lastOpenedChannel: 'email' },
    blocked: [
      {
        action: arm('call@weekday-evening'),
        hits: [{ rule: 'consent@1', reason: 'Consent to telephone calls is not on file.' }],
      },
    ],
    verdict: aSelectedVerdict(),
    ...overrides,
  };
}

export function aWithheldRecord(overrides: Partial<DecisionRecord> = {}): DecisionRecord {
  const { accountId: _accountId, ...rest } = aRecord();
  return { ...rest, verdict: { status: 'withheld', because: ['The time zone is unknown.'] }, ...overrides };
}
