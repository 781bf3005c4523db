import type { DecisionState, RecordedEvent } from '../../../src/core/decision/decision-state.ts';
import { decisionWeek } from '../../../src/core/time/decision-week.ts';
import { type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { arm, at, borrowerId, decisionId, eventId, model } from './identifiers.ts';

const DECIDED_AT = at('2026-11-24T15:04:05.678Z');

/** The first state of a decision that waits for its confirmation: no optional part but the window's end and `dueAt`. */
export function aState(overrides: Partial<DecisionState> = {}): DecisionState {
  return {
    decisionId: decisionId('state'),
    version: 1,
    model: model('contact'),
    borrowerId: borrowerId('b-1029'),
    action: arm('sms@weekday-evening'),
    week: decisionWeek(DECIDED_AT),
    decidedAt: DECIDED_AT,
    dispatch: 'pending',
    windowEndsAt: at('2026-11-25T01:00:00Z'),
    events: [],
    reward: 0,
    seq: 0,
    dueAt: at('2026-11-25T01:00:00Z'),
    ...overrides,
  };
}

/** A state without `dueAt`: nothing is owed. */
export function aSettledState(overrides: Partial<DecisionState> = {}): DecisionState {
  const { dueAt: _dueAt, ...rest } = aState();
  return { ...rest, ...overrides };
}

/** A confirmed decision with every optional part and four events: what most items look like at the end. */
export function aFullState(overrides: Partial<DecisionState> = {}): DecisionState {
  return aState({
    version: 8,
    dispatch: 'confirmed',
    sentAt: at('2026-11-24T22:15:00Z'),
    voidReason: 'expired',
    rewardWindowEndsAt: at('2026-11-27T22:15:00Z'),
    events: ['delivered', 'opened', 'clicked', 'promise-to-pay'].map((type, n) =>
      anEvent(type, plusMs(DECIDED_AT, 600_000 * (n + 1))),
    ),
    reward: 1.375 + 2 ** -12,
    seq: 3,
    credited: { seq: 2, reward: 2 ** -12 },
    ...overrides,
  });
}

export function anEvent(type: string, occurredAt: Instant = DECIDED_AT): RecordedEvent {
  const id = eventId(`${type}-8f14e45f-ceea-467a-9575-3b0c`);
  return { id, type, occurredAt, digest: '0123456789abcdef' };
}
