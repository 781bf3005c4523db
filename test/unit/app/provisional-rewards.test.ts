import { beforeEach, describe, expect, it } from 'vitest';
import shipped from '../../../rapport.config.ts';
import type { DecisionState } from '../../../src/core/decision/decision-state.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
const LATER = plusMs(WEDNESDAY, 40 * DAY_MS);

let service: ReturnType<typeof memoryService>;
let state: DecisionState;

beforeEach(async () => {
  service = memoryService(shipped);
  await service.profiles.put(BORROWER, REACHABLE);
  const request = decideRequest('k', {
    context: { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62 },
    exclude: ['no-contact', 'call', 'sms'],
  });
  const answer = await service.decide(request, WEDNESDAY);
  if (answer.state === undefined) throw new Error('The contact of this test is lawful.');
  state = answer.state;
});

/** The reward after one more event, so many hours after the contact. */
async function rewardAfter(type: string, hours: number): Promise<number | undefined> {
  const since = state.sentAt ?? WEDNESDAY;
  await service.record(outcome(state.decisionId, type, type, hours * HOUR_MS, since), LATER);
  return (await service.ports.ledger.getState(state.decisionId))?.reward;
}

describe('the shipped rewards', () => {
  it('take a promise for what it is worth until it is known to be kept or broken', async () => {
    expect(await rewardAfter('promise-to-pay', 2)).toBe(0.375);
    expect(await rewardAfter('promise-kept', 600)).toBe(0.5);
  });

  it('count a broken promise below none, and correct what was learned', async () => {
    expect(await rewardAfter('promise-to-pay', 2)).toBe(0.375);
    await service.mature(state.rewardWindowEndsAt as Instant);
    await service.learn(service.ports.credits.take(10));
    expect(await rewardAfter('promise-broken', 600)).toBe(-0.125);
    expect(await service.learn(service.ports.credits.take(10))).toMatchObject({ corrected: 1 });
    expect((await service.verify()).faults).toEqual([]);
  });

  it('take back a payment that is returned', async () => {
    expect(await rewardAfter('payment', 2)).toBe(1);
    expect(await rewardAfter('payment-returned', 600)).toBe(-0.125);
  });

  it('count a complaint that is withdrawn for nothing, and keep its hold', async () => {
    expect(await rewardAfter('complaint', 2)).toBe(-2);
    expect(await rewardAfter('complaint-withdrawn', 600)).toBe(0);
    expect((await service.profiles.get(BORROWER)).profile.holds).toMatchObject([
      { source: 'outcome:complaint' },
    ]);
  });
});
