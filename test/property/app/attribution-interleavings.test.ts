import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { AccountOutcome, CreditMessage } from '../../../src/app/ports/messages.ts';
import type { BorrowerId, DecisionId, EventId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { attributionConfiguration } from '../../support/attribution-configuration.ts';
import { type Actor, runSchedule } from '../../support/interleave.ts';
import {
  decideRequest,
  memoryService,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
const LATER = plusMs(WEDNESDAY, 20 * DAY_MS);

const told = (id: string, type: string, afterHours: number): AccountOutcome => ({
  eventId: id as EventId,
  borrowerId: BORROWER,
  type,
  occurredAt: plusMs(WEDNESDAY, afterHours * HOUR_MS),
});
const PAYMENT = told('e-1', 'payment', 36);
const RETURN = told('e-2', 'payment-returned', 200);
const CANCELLED = told('e-3', 'return-cancelled', 201);

interface Situation {
  readonly firstIsCredited: boolean;
  /** Whether the payment was told before the second decision was made; the first one held it then. */
  readonly paidBefore: boolean;
  readonly secondWaits: boolean;
}

/** Two decisions whose windows both hold the payment; the second waits for its send, or counts as sent. */
async function opening({ firstIsCredited, paidBefore, secondWaits }: Situation) {
  const service = memoryService(attributionConfiguration());
  await service.profiles.put(BORROWER, REACHABLE);
  const decide = async (key: string, hours: number, requireConfirm: boolean) => {
    const request = decideRequest(key, {
      borrower: { id: BORROWER },
      exclude: ['no-contact', 'call', 'evening'],
      requireConfirm,
    });
    const { state } = await service.decide(request, plusMs(WEDNESDAY, hours * HOUR_MS));
    if (state === undefined) throw new Error('Every contact of this test is lawful.');
    return state;
  };
  const first = await decide('first', 0, false);
  if (firstIsCredited) {
    await service.mature(first.rewardWindowEndsAt ?? LATER);
    await service.learn(service.ports.credits.take(10));
  }
  if (paidBefore) await service.record(PAYMENT, LATER);
  const second = await decide('second', 12, secondWaits);
  return { service, first: first.decisionId, second };
}

type Deed = 'pay' | 'return' | 'cancel' | 'end' | 'mature';

function actors(
  deeds: readonly Deed[],
  second: DecisionId,
  opens: number,
  secondWaits: boolean,
  take: () => CreditMessage[],
): Actor[] {
  const configuration = attributionConfiguration();
  return deeds.map((name) => ({
    name,
    run: async (ports) => {
      const { record, dispatch, mature, learn } = useCases(ports, configuration);
      switch (name) {
        case 'pay':
          return await record(PAYMENT, LATER);
        case 'return':
          return await record(RETURN, LATER);
        case 'cancel':
          return await record(CANCELLED, LATER);
        case 'end':
          return secondWaits
            ? await dispatch.confirm(second, opens as never)
            : await dispatch.void(second, 'campaign stopped', LATER);
        case 'mature': {
          // The first decision's maturity, and before the second's; a second one that waits is given up.
          await mature(plusMs(WEDNESDAY, 90 * HOUR_MS));
          return await learn(take());
        }
      }
    },
  }));
}

test.prop(
  [
    fc.record({ firstIsCredited: fc.boolean(), paidBefore: fc.boolean(), secondWaits: fc.boolean() }),
    fc.uniqueArray(fc.constantFrom<Deed>('pay', 'return', 'cancel', 'end', 'mature'), {
      minLength: 2,
      maxLength: 4,
    }),
    fc.array(fc.constantFrom(PAYMENT, RETURN, CANCELLED), { maxLength: 2 }),
    fc.infiniteStream(fc.nat()),
    fc.nat(2),
  ],
  { numRuns: 600 },
)(
  'whoever runs at once and whoever dies: in the end everyone holds what all events and decisions make',
  async (situation, deeds, before, choices, deaths) => {
    const { service, second } = await opening(situation);
    for (const message of before) await service.record(message, LATER);
    const opens = (second.windowEndsAt ?? 0) - 2 * HOUR_MS;
    const crew = actors(deeds, second.decisionId, opens, situation.secondWaits, () =>
      service.ports.credits.take(10),
    );
    const { errors } = await runSchedule(
      service.ports,
      crew,
      deaths,
      (possible) => Number(choices.next().value) % possible,
    );
    expect(errors).toEqual([]);

    // A message whose consumer died is delivered again; nobody repeats a confirmation or a void.
    const messages = { pay: PAYMENT, return: RETURN, cancel: CANCELLED } as const;
    for (const deed of deeds) if (deed in messages) await service.record(messages[deed as 'pay'], LATER);
    for (const day of [40, 41, 42]) {
      await service.mature(plusMs(WEDNESDAY, day * DAY_MS));
      await service.learn(service.ports.credits.take(1000));
    }
    expect((await service.verify()).faults).toEqual([]);
    const states = await service.ports.ledger.getStates([second.decisionId]);
    for (const state of states) if (state.dispatch !== 'void') expect(state.credited?.seq).toBe(state.seq);
  },
);
