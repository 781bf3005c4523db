import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAcceptOutcomesHandler } from '../../lambdas/accept-outcomes/handler.ts';
import { makeAdvanceErasuresHandler } from '../../lambdas/advance-erasures/handler.ts';
import { makeBorrowersHandler } from '../../lambdas/borrowers/handler.ts';
import { makeDecideHandler } from '../../lambdas/decide/handler.ts';
import { makeDispatchHandler } from '../../lambdas/dispatch/handler.ts';
import { makeEraseHandler } from '../../lambdas/erase/handler.ts';
import { makeExperimentsHandler } from '../../lambdas/experiments/handler.ts';
import { makeFeaturesHandler } from '../../lambdas/features/handler.ts';
import { makeGuardHandler } from '../../lambdas/guard/handler.ts';
import { makeLearnHandler } from '../../lambdas/learn/handler.ts';
import { makeLogHandler } from '../../lambdas/log/handler.ts';
import { makeMatureHandler } from '../../lambdas/mature/handler.ts';
import { makeParkDeadLettersHandler } from '../../lambdas/park-dead-letters/handler.ts';
import { makePublishHandler } from '../../lambdas/publish/handler.ts';
import { makeReadHandler } from '../../lambdas/read/handler.ts';
import { makeRecordHandler } from '../../lambdas/record/handler.ts';
import { makeRecordFeaturesHandler } from '../../lambdas/record-features/handler.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../lib/function-names.ts';
import { createDynamoExposureBook } from '../../src/adapters/dynamodb/dynamo-exposure-book.ts';
import type { ExperimentId, VariantId } from '../../src/core/identifiers.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import { type HttpFunctionName, ROUTES } from '../../src/shared-names.ts';
import { borrowerId, decisionId, eventId } from '../support/builders/identifiers.ts';
import { grantsOf } from '../support/infra/grants.ts';
import { type Deed, type GuardedService, startGuardedService } from '../support/infra/guarded-service.ts';
import { PROD, synthesise } from '../support/infra/synthesised.ts';
import {
  type HttpEventOptions,
  httpEvent,
  lambdaContext,
  scheduledEvent,
  sqsEvent,
} from '../support/lambda-events.ts';
import { answerOf, DECISION_BODY, PROFILE_BODY } from '../support/lambda-service.ts';

/** Grants that the loop below does not need, each with the case that does. */
const KEPT_FOR: Readonly<Partial<Record<FunctionName, Readonly<Record<Deed, string>>>>> = {
  decide: {
    's3:ListBucket SnapshotStoreSnapshots': 'S3 asks for it when a snapshot does not exist',
  },
  dispatch: {
    'sqs:SendMessage LogQueue': 'a void decision gives its events back to one that was credited',
  },
  mature: {
    'sqs:SendMessage LogQueue': 'a row was asked for by a message that was lost',
  },
  learn: {
    'dynamodb:GetItem DecisionsTable': 'a state that another writer changed is read again',
  },
  log: {
    's3:ListBucket MaturedLog': 'S3 asks for it when a part does not exist yet',
  },
  publish: {
    's3:ListBucket SnapshotStoreSnapshots': 'S3 asks for it when a snapshot does not exist',
    's3:ListBucket MaturedLog': 'S3 asks for it when a part does not exist',
  },
  experiments: {
    's3:ListBucket SnapshotStoreSnapshots': 'S3 asks for it when a snapshot does not exist',
  },
  read: {
    's3:ListBucket SnapshotStoreSnapshots': 'S3 asks for it when a snapshot does not exist',
  },
};

let now = '2026-11-24T14:00:00Z';
let service: GuardedService;
let call: (routeKey: string, event?: HttpEventOptions) => Promise<ReturnType<typeof answerOf>>;
let record: ReturnType<typeof makeRecordHandler>;
let recordFeatures: ReturnType<typeof makeRecordFeaturesHandler>;
let learn: ReturnType<typeof makeLearnHandler>;
let parkDeadLetters: ReturnType<typeof makeParkDeadLettersHandler>;
let log: ReturnType<typeof makeLogHandler>;
let mature: (time: string) => Promise<unknown>;
let publish: (time: string) => Promise<unknown>;
let advanceErasures: (time: string) => Promise<unknown>;
let guard: (time: string) => Promise<unknown>;

const templates = synthesise(PROD);
const granted = Object.fromEntries(FUNCTION_NAMES.map((name) => [name, grantsOf(templates, name)]));

beforeAll(async () => {
  service = await startGuardedService(() => parseInstant(now));
  const runtime = (name: FunctionName) => service.runtime(name, granted[name] ?? {});
  const http = {
    decide: makeDecideHandler(runtime('decide')),
    dispatch: makeDispatchHandler(runtime('dispatch')),
    'accept-outcomes': makeAcceptOutcomesHandler(runtime('accept-outcomes')),
    read: makeReadHandler(runtime('read')),
    borrowers: makeBorrowersHandler(runtime('borrowers')),
    erase: makeEraseHandler(runtime('erase')),
    features: makeFeaturesHandler(runtime('features')),
    experiments: makeExperimentsHandler(runtime('experiments')),
  } satisfies Record<HttpFunctionName, unknown>;
  call = async (routeKey, event = {}) => {
    const route = ROUTES.find(({ method, path }) => `${method} ${path}` === routeKey);
    if (route === undefined) throw new Error(`The test names no route: ${routeKey}`);
    return answerOf(await http[route.function](httpEvent(routeKey, event), lambdaContext()));
  };
  record = makeRecordHandler(runtime('record'));
  recordFeatures = makeRecordFeaturesHandler(runtime('record-features'));
  learn = makeLearnHandler(runtime('learn'));
  parkDeadLetters = makeParkDeadLettersHandler(
    runtime('park-dead-letters'),
    new Map([[sqsEvent(['']).Records[0]?.eventSourceARN ?? '', 'outcomes']]),
  );
  log = makeLogHandler(runtime('log'));
  const matureHandler = makeMatureHandler(runtime('mature'));
  const publishHandler = makePublishHandler(runtime('publish'));
  mature = (time) => matureHandler(scheduledEvent(time), lambdaContext());
  publish = (time) => publishHandler(scheduledEvent(time), lambdaContext());
  const guardHandler = makeGuardHandler(runtime('guard'));
  guard = (time) => guardHandler(scheduledEvent(time), lambdaContext());
  const advanceHandler = makeAdvanceErasuresHandler(runtime('advance-erasures'));
  advanceErasures = (time) => advanceHandler(scheduledEvent(time), lambdaContext());
});

afterAll(() => service.stop());

const everyId: string[] = [];

/** A decision to contact this borrower; which of the keys draws one is the policy's business. */
async function decideContact(borrower: string, changes: object = {}) {
  const put = await call('PUT /v1/borrowers/{id}', { id: borrower, body: PROFILE_BODY });
  expect(put.status).toBe(200);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { body, status } = await call('POST /v1/decisions', {
      headers: { 'idempotency-key': `${borrower}-${attempt}` },
      body: { ...DECISION_BODY, borrower: { id: borrower }, ...changes },
    });
    expect(status).toBe(201);
    if (body.action?.window !== undefined) {
      everyId.push(String(body.decisionId));
      return { id: String(body.decisionId), start: String(body.action.window.start) };
    }
  }
  throw new Error('None of 100 decisions was to contact the borrower.');
}

/** An experiment with this snapshot, small enough for one signature. */
function tryOf(snapshot: string) {
  return {
    id: 'frozen',
    hypothesis: 'What was learned last week does as well.',
    variants: [
      { id: 'as-now', share: 1, policy: { kind: 'configured' } },
      { id: 'frozen', share: 1, policy: { kind: 'snapshot', snapshot } },
    ],
    control: 'as-now',
    ramp: [{ share: 0.05 }],
    guardrails: [{ id: 'complaints', kind: 'harm', events: ['complaint'], mostRate: 0.05 }],
    analysis: { plannedUnits: 1000 },
  };
}

/** As if the variant had been tried on some borrowers, and all had complained. */
async function harmSomebody(): Promise<void> {
  const client = DynamoDBDocumentClient.from(service.clients.dynamodb);
  const exposures = createDynamoExposureBook({ client, name: service.tables.control });
  const experiment = 'frozen' as ExperimentId;
  for (let n = 0; n < 20; n += 1) {
    const borrower = borrowerId(`h-${n}`);
    const decision = {
      decisionId: decisionId(n),
      variant: 'frozen' as VariantId,
      contact: true,
      slow: false,
    };
    await exposures.expose({ experiment, borrowerId: borrower, ...decision });
    await exposures.note(experiment, borrower, { id: eventId(`h-${n}`), type: 'complaint' });
  }
}

/** As if the process had ended between the two items of a decision. */
async function loseState(id: string): Promise<void> {
  await service.clients.dynamodb.send(
    new DeleteItemCommand({
      TableName: service.tables.decisions,
      Key: { id: { S: id }, part: { S: 'state' } },
    }),
  );
}

describe('with the synthesised roles enforced', () => {
  it('the whole loop runs', async () => {
    await publish(now);
    const weekday = { requireConfirm: true, actions: { exclude: ['weekend'] } };
    const observed = { observedAt: now, features: { monthsOnBook: 12 } };
    expect((await call('PUT /v1/borrowers/{id}/features', { id: 'b-1', body: observed })).status).toBe(200);
    const fed = sqsEvent([{ borrowerId: 'b-2', ...observed }, 'not an observation']);
    expect((await recordFeatures(fed, lambdaContext())).batchItemFailures).toEqual([]);
    const { id, start } = await decideContact('b-1', weekday);
    await loseState(id);
    expect((await call('GET /v1/decisions/{id}', { id })).status).toBe(200);
    const voided = await decideContact('b-2', weekday);
    expect(
      (await call('POST /v1/decisions/{id}/void', { id: voided.id, body: { reason: 'campaign-stopped' } }))
        .body,
    ).toMatchObject({ dispatch: 'void' });
    await decideContact('b-3', weekday);

    now = start;
    // Told before the contact goes out, which then takes it over.
    const payment = { eventId: 'p-1', borrowerId: 'b-1', type: 'payment', occurredAt: now };
    expect((await call('POST /v1/outcomes', { body: payment })).status).toBe(202);
    expect((await record(sqsEvent([payment]), lambdaContext())).batchItemFailures).toEqual([]);
    expect((await call('POST /v1/decisions/{id}/confirm', { id })).body).toMatchObject({ send: true });
    const event = { eventId: 'e-1', decisionId: id, type: 'payment', occurredAt: now };
    expect((await call('POST /v1/outcomes', { body: event })).status).toBe(202);
    const lost = await decideContact('b-4');
    await loseState(lost.id);
    const other = { ...event, eventId: 'e-2', decisionId: lost.id };
    expect((await call('POST /v1/outcomes', { body: other })).status).toBe(202);
    const failures = await record(sqsEvent([event, 'not an event']), lambdaContext());
    expect(failures.batchItemFailures).toEqual([]);
    const dead = await parkDeadLetters(sqsEvent([event], 7), lambdaContext());
    expect(dead.batchItemFailures).toEqual([]);
    const optOut = { ...event, eventId: 'e-5', type: 'unsubscribed' };
    expect((await call('POST /v1/outcomes', { body: optOut })).status).toBe(202);

    now = '2026-12-20T14:00:00Z';
    expect(await mature(now)).toMatchObject({ requested: expect.any(Number), voided: 1 });
    const credit = await learn(sqsEvent([{ decisionId: id }, 'not a credit']), lambdaContext());
    expect(credit.batchItemFailures).toEqual([]);
    const late = { ...event, occurredAt: '2026-12-18T14:00:00Z' };
    const returned = { ...late, eventId: 'e-3', type: 'payment-returned' };
    const complaint = { ...late, eventId: 'e-4', type: 'complaint' };
    const corrections = await record(sqsEvent([returned, complaint]), lambdaContext());
    expect(corrections.batchItemFailures).toEqual([]);
    await learn(sqsEvent([{ decisionId: id }]), lambdaContext());
    const opened = await record(sqsEvent([{ ...late, eventId: 'e-5', type: 'opened' }]), lambdaContext());
    expect(opened.batchItemFailures).toEqual([]);
    const rows = await log(
      sqsEvent([{ decisionId: id, day: '2026-11-24' }, 'not a decision']),
      lambdaContext(),
    );
    expect(rows.batchItemFailures).toEqual([]);
    await publish(now);

    // The borrower of a decision that waits, of a void one and of a credited one; and what is parked of one of them.
    await record(sqsEvent([{ ...event, type: 'unheard-of' }]), lambdaContext());
    const erased = [];
    for (const each of ['b-1', 'b-2', 'b-3', 'b-4']) {
      const { status, body } = await call('DELETE /v1/borrowers/{id}', { id: each });
      expect(status).toBe(202);
      erased.push(String(body.erasureId));
    }
    await decideContact('b-5', weekday);
    await call('DELETE /v1/borrowers/{id}', { id: 'b-5' });
    for (const round of [1, 2, 3, 4]) {
      now = `2026-12-20T15:0${round}:00Z`;
      await mature('2026-12-21T14:00:00Z');
      await learn(sqsEvent(everyId.map((each) => ({ decisionId: each }))), lambdaContext());
      await advanceErasures(now);
    }
    for (const each of erased) {
      const { body } = await call('GET /v1/erasures/{id}', { id: each });
      expect(body).toMatchObject({ status: 'complete' });
    }

    await decideContact('b-1', weekday);
    const anew = { ...observed, observedAt: now };
    expect((await call('PUT /v1/borrowers/{id}/features', { id: 'b-1', body: anew })).status).toBe(200);
    const { snapshot } = (await call('GET /v1/models/{id}', { id: 'outreach' })).body;
    const signed = { author: 'Ann', reason: 'to see whether the roles allow it' };
    expect((await call('POST /v1/experiments', { body: { ...signed, ...tryOf(snapshot) } })).status).toBe(
      201,
    );
    expect((await call('POST /v1/experiments/{id}/start', { id: 'frozen', body: signed })).status).toBe(200);
    await harmSomebody();
    expect(await guard(now)).toMatchObject({ stopped: [{ experiment: 'frozen', variant: 'frozen' }] });
    for (const [route, path] of [
      ['GET /v1/experiments', ''],
      ['GET /v1/experiments/{id}', 'frozen'],
      ['GET /v1/policies', ''],
      ['GET /v1/borrowers/{id}', 'b-1'],
      ['GET /v1/borrowers/{id}/contacts', 'b-1'],
      ['GET /v1/borrowers/{id}/features', 'b-1'],
      ['GET /v1/models/{id}', 'outreach'],
      ['GET /v1/health', ''],
      ['GET /openapi.json', ''],
    ] as const) {
      expect((await call(route, { id: path })).status, route).toBe(200);
    }
  });

  it('no role grants what no function needs', () => {
    for (const name of FUNCTION_NAMES) {
      const all = Object.entries(granted[name] ?? {}).flatMap(([resource, actions]) =>
        actions.map((action): Deed => `${action} ${resource}`),
      );
      // The SDK does these by other means than commands: logs, traces, keys, and the polling of queues.
      const byCommand = all.filter(
        (deed) => /^(dynamodb|s3|sqs:SendMessage)/.test(deed) && !deed.includes('own:ScheduleDeadLetters'),
      );
      const unused = byCommand.filter((deed) => !service.deeds(name).has(deed));
      expect(unused.sort(), name).toEqual(Object.keys(KEPT_FOR[name] ?? {}).sort());
    }
  });
});
