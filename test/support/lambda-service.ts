import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from 'aws-lambda';
import { makeRuntime, type Observability, type Runtime } from '../../lambdas/_shared/runtime.ts';
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
import shipped from '../../rapport.config.ts';
import { createMemoryPorts, type MemoryPorts } from '../../src/adapters/memory/memory-ports.ts';
import { QUEUE_NAMES, type QueueName, type StillParked } from '../../src/app/ports/parking-lot.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { type Instant, parseInstant } from '../../src/core/time/instant.ts';
import { ROUTES } from '../../src/shared-names.ts';
import {
  type HttpEventOptions,
  httpEvent,
  lambdaContext,
  scheduledEvent,
  sqsEvent,
} from './lambda-events.ts';
import { silentObservability } from './silent-observability.ts';

/** A Tuesday, 09:00 in New York: every window of the default configuration lies ahead within its horizon. */
const TUESDAY = parseInstant('2026-11-24T14:00:00Z');

export interface LambdaServiceOptions {
  /** @defaultValue the shipped one */
  readonly configuration?: Configuration;
  readonly simulation?: boolean;
  readonly clock?: () => Instant;
  readonly observability?: Observability;
  /** Replaces some of the memory ports, e.g. by ones that fail. */
  readonly replace?: (ports: MemoryPorts) => Partial<Ports>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire has no type until a contract read it
  readonly body: any;
}

/** All handlers on memory ports, called with the events that AWS would send. */
export function lambdaService(options: LambdaServiceOptions = {}) {
  const ports = createMemoryPorts();
  const runtime: Runtime = makeRuntime({
    configuration: options.configuration ?? shipped,
    observability: options.observability ?? silentObservability(),
    ports: (telemetry) => ({ ...ports, ...options.replace?.(ports), telemetry }),
    simulation: options.simulation ?? false,
    clock: options.clock ?? (() => TUESDAY),
    modelMaxAgeMs: 0,
  });
  const http = {
    decide: makeDecideHandler(runtime),
    dispatch: makeDispatchHandler(runtime),
    'accept-outcomes': makeAcceptOutcomesHandler(runtime),
    read: makeReadHandler(runtime),
    borrowers: makeBorrowersHandler(runtime),
    erase: makeEraseHandler(runtime),
    features: makeFeaturesHandler(runtime),
    experiments: makeExperimentsHandler(runtime),
  };
  const record = makeRecordHandler(runtime);
  const recordFeatures = makeRecordFeaturesHandler(runtime);
  const learn = makeLearnHandler(runtime);
  const log = makeLogHandler(runtime);
  const mature = makeMatureHandler(runtime);
  const parkDeadLetters = makeParkDeadLettersHandler(
    runtime,
    new Map(QUEUE_NAMES.map((queue) => [`arn:${queue}`, queue])),
  );
  const publish = makePublishHandler(runtime);
  const guard = makeGuardHandler(runtime);
  const advanceErasures = makeAdvanceErasuresHandler(runtime);

  return {
    ports,
    runtime,
    /** The answer of the function that serves the route. */
    async call(routeKey: string, event: HttpEventOptions = {}): Promise<Answer> {
      const route = ROUTES.find(({ method, path }) => `${method} ${path}` === routeKey);
      if (route === undefined) throw new Error(`The test names no route: ${routeKey}`);
      return answerOf(await http[route.function](httpEvent(routeKey, event), lambdaContext()));
    },
    http,
    /** `sentAt`: when the messages were sent; by default just now. */
    async record(bodies: readonly unknown[], deliveries = 1, sentAt = runtime.clock()): Promise<string[]> {
      return failuresOf(await record(sqsEvent(bodies, deliveries, sentAt), lambdaContext()));
    },
    async recordFeatures(bodies: readonly unknown[], deliveries = 1): Promise<string[]> {
      return failuresOf(await recordFeatures(sqsEvent(bodies, deliveries), lambdaContext()));
    },
    async learn(bodies: readonly unknown[], deliveries = 1, sentAt = runtime.clock()): Promise<string[]> {
      return failuresOf(await learn(sqsEvent(bodies, deliveries, sentAt), lambdaContext()));
    },
    async parkDeadLetters(
      queue: QueueName | 'nobody',
      bodies: readonly unknown[],
      deliveries = 7,
    ): Promise<string[]> {
      const event = sqsEvent(bodies, deliveries, runtime.clock(), `arn:${queue}`);
      return failuresOf(await parkDeadLetters(event, lambdaContext()));
    },
    async log(bodies: readonly unknown[], deliveries = 1): Promise<string[]> {
      return failuresOf(await log(sqsEvent(bodies, deliveries), lambdaContext()));
    },
    mature: (time: string, remainingMs?: number) => mature(scheduledEvent(time), lambdaContext(remainingMs)),
    publish: (time: string) => publish(scheduledEvent(time), lambdaContext()),
    guard: (time: string) => guard(scheduledEvent(time), lambdaContext()),
    advanceErasures: (time: string) => advanceErasures(scheduledEvent(time), lambdaContext()),
    async parked(): Promise<StillParked[]> {
      const messages: StillParked[] = [];
      for await (const message of ports.parking.list()) messages.push(message);
      return messages;
    },
  };
}

export function answerOf({
  statusCode = 0,
  headers = {},
  body = '',
}: APIGatewayProxyStructuredResultV2): Answer {
  return { status: statusCode, headers, body: JSON.parse(body) };
}

/** The problem code of an answer; the whole answer when it is not a problem document. */
export function codeOf({ headers, body }: Answer): string {
  return headers['content-type'] === 'application/problem+json'
    ? String(body.type).replace('urn:rapport:problem:', '')
    : JSON.stringify(body);
}

function failuresOf({ batchItemFailures }: SQSBatchResponse): string[] {
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

export const DECISION_BODY = {
  borrower: { id: 'b-1029', accountId: 'a-77' },
  purpose: 'servicing',
  context: { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62, lastOpenedChannel: 'email' },
} as const;

export const PROFILE_BODY = {
  timeZones: ['America/New_York'],
  jurisdictions: ['US-OH'],
  consents: {
    email: { status: 'granted' },
    sms: { status: 'granted', confirmedAt: '2026-11-01T00:00:00Z' },
    call: { status: 'granted' },
  },
} as const;

type Service = ReturnType<typeof lambdaService>;

/** A decision about a borrower who may be reached on every channel. */
export async function decided(
  service: Service,
  key: string,
  changes: Readonly<Record<string, unknown>> = {},
) {
  await service.call('PUT /v1/borrowers/{id}', { id: DECISION_BODY.borrower.id, body: PROFILE_BODY });
  return await decide(service, key, changes);
}

export async function decide(service: Service, key: string, changes: Readonly<Record<string, unknown>> = {}) {
  return await service.call('POST /v1/decisions', {
    headers: { 'Idempotency-Key': key },
    body: { ...DECISION_BODY, ...changes },
  });
}
