import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeLearnHandler } from '../../../lambdas/learn/handler.ts';
import { makeParkDeadLettersHandler } from '../../../lambdas/park-dead-letters/handler.ts';
import { makeRecordHandler } from '../../../lambdas/record/handler.ts';
import { type QueueFunction, type QueuePoller, startQueuePoller } from '../../../local/queue-poller.ts';
import { makeRedrive } from '../../../src/app/park.ts';
import type { QueueName } from '../../../src/app/ports/parking-lot.ts';
import { makeVerify } from '../../../src/app/verify.ts';
import type { DecisionId, EventId } from '../../../src/core/identifiers.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { type EmbeddedEngines, startEmbeddedEngines } from '../../support/engines/embedded-engines.ts';
import { type Fault, refuse } from '../../support/engines/faulty-proxy.ts';
import { DECISION_BODY, lambdaService, PROFILE_BODY } from '../../support/lambda-service.ts';

const BORROWERS = 12;
const pass: Fault = (body, forward) => forward(body);

let engines: EmbeddedEngines;
let service: ReturnType<typeof lambdaService>;
let ids: DecisionId[];
let now = '2026-11-24T14:00:00Z';
const errors: unknown[] = [];

beforeAll(async () => {
  // One attempt a call, so that a fault is met by the function and not by the SDK.
  engines = await startEmbeddedEngines({ maxAttempts: 1 });
  service = lambdaService({ clock: () => parseInstant(now), replace: () => engines.ports });
  ids = [];
  for (let n = 0; n < BORROWERS; n += 1) {
    await service.call('PUT /v1/borrowers/{id}', { id: `b-${n}`, body: PROFILE_BODY });
    const { body } = await service.call('POST /v1/decisions', {
      headers: { 'idempotency-key': `key-${n}` },
      body: { ...DECISION_BODY, borrower: { id: `b-${n}` }, actions: { exclude: ['weekend', 'no-contact'] } },
    });
    ids.push(body.decisionId);
  }
  now = '2026-11-30T14:00:00Z';
  const events = ids.map((decisionId, n) => ({
    eventId: `e-${n}`,
    decisionId,
    type: 'complaint',
    occurredAt: '2026-11-30T13:00:00Z',
  }));
  expect((await service.call('POST /v1/outcomes', { body: { events } })).status).toBe(202);
});

afterEach(() => expect(errors).toEqual([]));

afterAll(() => engines.stop());

/** Every third request is refused, whatever it asks for, so that every step of a function meets it at some time. */
function everyThird(fault: Fault): Fault {
  let requests = 0;
  return async (body, forward) => {
    requests += 1;
    return requests % 3 === 0 ? await fault(body, forward) : await forward(body);
  };
}

/**
 * Feeds the queue to the function: while nothing can be stored, then while a third of it can't, then as it should be.
 * Gives how many messages were reported as failed in each time.
 */
async function underPressure(queue: QueueName, handler: QueueFunction, fault: Fault) {
  const failed = { closed: 0, flickering: 0 };
  let phase: keyof typeof failed | 'open' = 'closed';
  engines.storage.always(fault);
  const spared: number[] = [];
  const poller = poll(queue, engines.queueUrls[queue], async (event, context) => {
    const during = phase;
    const response = await handler(event, context);
    const failures = response?.batchItemFailures.length ?? 0;
    if (during === 'closed') spared.push(event.Records.length - failures);
    if (during !== 'open') failed[during] += failures;
    return response;
  });
  try {
    await vi.waitFor(() => expect(failed.closed).toBeGreaterThanOrEqual(BORROWERS), { timeout: 20_000 });
    phase = 'flickering';
    engines.storage.always(everyThird(fault));
    await vi.waitFor(() => expect(failed.flickering).toBeGreaterThan(0), { timeout: 20_000 });
    phase = 'open';
    engines.storage.always(pass);
    await poller.drained();
  } finally {
    engines.storage.always(pass);
    await poller.stop();
  }
  expect(new Set(spared)).toEqual(new Set([0]));
}

function poll(name: string, queueUrl: string, handler: QueueFunction): QueuePoller {
  return startQueuePoller({
    client: engines.clients.sqs,
    queueUrl,
    queueArn: arnOf(name),
    functionName: name,
    handler,
    batchSize: 10,
    visibilityTimeoutSeconds: 1,
    onError: (_, error) => errors.push(error),
  });
}

function arnOf(queue: string): string {
  return `arn:aws:sqs:us-east-1:000000000000:${queue}`;
}

describe('when DynamoDB throttles', () => {
  test('record reports every message, and each is recorded once when it is over', async () => {
    const fault = refuse(400, 'ProvisionedThroughputExceededException');
    await underPressure('outcomes', makeRecordHandler(service.runtime), fault);
    const states = await engines.ports.ledger.getStates(ids);
    expect(states.map(({ events }) => events.length)).toEqual(ids.map(() => 1));
    for (const { borrowerId } of states) {
      const stored = await engines.ports.profiles.get(borrowerId);
      expect(stored?.profile.holds).toHaveLength(1);
    }
  });

  test('learn reports every message, and each decision is credited once when it is over', async () => {
    expect(await service.mature('2026-12-24T14:00:00Z')).toMatchObject({ requested: BORROWERS });
    await underPressure('credits', makeLearnHandler(service.runtime), refuse(400, 'ThrottlingException'));
    const verification = await makeVerify(service.runtime)();
    expect(verification.faults).toEqual([]);
    expect(await service.publish('2026-12-24T15:00:00Z')).toMatchObject({ champion: { credits: BORROWERS } });
    const states = await engines.ports.ledger.getStates(ids);
    expect(states.filter(({ credited, seq }) => credited?.seq === seq)).toHaveLength(BORROWERS);
  });

  test('nothing is parked: there was nothing wrong with any message', async () => {
    expect(await collect(engines.ports.parking.list())).toEqual([]);
  });

  test('for longer than a queue delivers, messages are parked when it is over, and recorded when redriven', async () => {
    const deadLetters = engines.clients.sqs.send(new CreateQueueCommand({ QueueName: 'dead-letters' }));
    const { QueueUrl: deadLettersUrl = '' } = await deadLetters;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf('dead-letters'), maxReceiveCount: 2 });
    const QueueUrl = engines.queueUrls.outcomes;
    await engines.clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }),
    );
    const occurredAt = '2026-11-30T13:30:00Z';
    const events = ids.map((decisionId, n) => ({
      eventId: `late-${n}`,
      decisionId,
      type: 'payment',
      occurredAt,
    }));
    await engines.ports.outcomes.send(
      events.map((event) => ({
        ...event,
        eventId: event.eventId as EventId,
        occurredAt: parseInstant(occurredAt),
      })),
    );

    engines.storage.always(refuse(400, 'ProvisionedThroughputExceededException'));
    let tried = 0;
    const park = makeParkDeadLettersHandler(service.runtime, new Map([[arnOf('dead-letters'), 'outcomes']]));
    const pollers = [
      poll('outcomes', QueueUrl, makeRecordHandler(service.runtime)),
      poll('dead-letters', deadLettersUrl, async (event, context) => {
        tried += event.Records.length;
        return await park(event, context);
      }),
    ];
    try {
      await vi.waitFor(() => expect(tried).toBeGreaterThanOrEqual(BORROWERS), { timeout: 40_000 });
      engines.storage.always(pass);
      const parked = await vi.waitFor(
        async () => {
          const messages = await collect(engines.ports.parking.list());
          expect(messages).toHaveLength(BORROWERS);
          return messages;
        },
        { timeout: 40_000 },
      );
      for (const { code, deliveries } of parked) {
        expect(code).toBe('dead-lettered');
        expect(deliveries).toBeGreaterThan(2);
      }
      for (const { id } of parked) await makeRedrive(engines.ports)(id);
      await pollers[0]?.drained();
    } finally {
      engines.storage.always(pass);
      await Promise.all(pollers.map((poller) => poller.stop()));
    }
    expect(await collect(engines.ports.parking.list())).toEqual([]);
    const states = await engines.ports.ledger.getStates(ids);
    expect(states.map((state) => state.events.length)).toEqual(ids.map(() => 2));
  });
});
