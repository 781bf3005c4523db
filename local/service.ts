import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeRuntime } from '../lambdas/_shared/runtime.ts';
import { warnOfLoosenings } from '../lambdas/_shared/warn-of-loosenings.ts';
import { type AdvanceReport, makeAdvanceErasuresHandler } from '../lambdas/advance-erasures/handler.ts';
import { makeGuardHandler } from '../lambdas/guard/handler.ts';
import { makeLearnHandler } from '../lambdas/learn/handler.ts';
import { makeLogHandler } from '../lambdas/log/handler.ts';
import { makeMatureHandler } from '../lambdas/mature/handler.ts';
import { makeParkDeadLettersHandler } from '../lambdas/park-dead-letters/handler.ts';
import { makePublishHandler } from '../lambdas/publish/handler.ts';
import { makeRecordHandler } from '../lambdas/record/handler.ts';
import { makeRecordFeaturesHandler } from '../lambdas/record-features/handler.ts';
import type { GuardReport } from '../src/app/guard.ts';
import type { MatureReport } from '../src/app/mature.ts';
import type { Ports } from '../src/app/ports/ports.ts';
import type { Publication } from '../src/app/publish.ts';
import type { Configuration } from '../src/core/configuration.ts';
import { UnavailableError } from '../src/core/errors.ts';
import type { Instant } from '../src/core/time/instant.ts';
import { createHttpFront } from './http-front.ts';
import { httpFunctions } from './http-functions.ts';
import { lambdaContext } from './lambda-context.ts';
import { closeClients, loopbackClients } from './loopback-clients.ts';
import { portsOn } from './loopback-ports.ts';
import { ownState, stateInUse } from './own-state.ts';
import { type QueueFunction, type QueuePoller, startQueuePoller } from './queue-poller.ts';
import {
  deadLetterName,
  queueArn,
  queueName,
  queueUrl,
  WORK_QUEUES,
  type WorkQueueName,
} from './resource-names.ts';
import { scheduledEvent } from './scheduled-event.ts';
import { openServiceLog } from './service-log.ts';

export interface ServiceOptions {
  readonly stateDir: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly configuration: Configuration;
  /** Whether callers may set the clock with `at`. */
  readonly simulation: boolean;
}

export interface RunningService {
  readonly url: string;
  /** File that the functions log to. */
  readonly log: string;
  readonly ports: Ports;
  /** Runs the function `mature` as its schedule does. */
  mature(at: Instant): Promise<MatureReport>;
  /** Runs the function `publish` as its schedule does. */
  publish(at: Instant): Promise<Publication>;
  /** Runs the function `guard` as its schedule does. */
  guard(at: Instant): Promise<GuardReport>;
  /** Runs the function `advance-erasures` as its schedule does. */
  advanceErasures(at: Instant): Promise<AdvanceReport>;
  /** Resolves when a queue holds no message any more and none is being handled. */
  drained(queue: WorkQueueName): Promise<void>;
  /** Ends requests and batches in hand, then closes the state; nothing is lost. */
  stop(): Promise<void>;
}

const SCHEDULED_TIMEOUT_MS = 300_000;

/**
 * The real functions on embedded engines: an HTTP front on the loopback interface and a poller for each queue, those of
 * dead letters included. What
 * runs on a schedule in AWS runs here when the caller says so.
 * @throws {UnavailableError} `storage-unavailable` when the state is in use or the port is taken.
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { stateDir, configuration, simulation } = options;
  const state = await ownState(stateDir);
  if (state === undefined) throw stateInUse(stateDir);
  const log = openServiceLog(state.log);
  const { logger } = log.observability;
  const clients = loopbackClients(state.engines);
  const runtime = makeRuntime({
    configuration,
    observability: log.observability,
    ports: (telemetry) => portsOn(clients, state.engines, telemetry),
    simulation,
  });
  warnOfLoosenings(runtime);
  const onError = (functionName: string, error: unknown): void => {
    const cause =
      error instanceof Error ? error : new Error('Something that is no Error was thrown', { cause: error });
    logger.error(`${functionName} failed`, cause);
  };
  const poll = (
    queue: string,
    functionName: string,
    handler: QueueFunction,
    batchSize: number,
    seconds: number,
    batchingWindowMs?: number,
  ) =>
    startQueuePoller({
      client: clients.sqs,
      queueUrl: queueUrl(state.engines.sqsS3, queue),
      queueArn: queueArn(queue),
      functionName,
      handler,
      batchSize,
      visibilityTimeoutSeconds: seconds,
      ...(batchingWindowMs === undefined ? {} : { batchingWindowMs }),
      onError,
    });

  const front = createHttpFront({ functions: httpFunctions(runtime), onError });
  const url = await listen(front, options.port).catch(async (error: unknown) => {
    closeClients(clients);
    await log.close();
    await state.close();
    throw error;
  });
  state.announce(url);
  const pollers: Readonly<Record<WorkQueueName, QueuePoller>> = {
    outcomes: poll(queueName('outcomes'), 'record', makeRecordHandler(runtime), 25, 30),
    credits: poll(queueName('credits'), 'learn', makeLearnHandler(runtime), 250, 60),
    features: poll(queueName('features'), 'record-features', makeRecordFeaturesHandler(runtime), 100, 30),
    log: poll(queueName('log'), 'log', makeLogHandler(runtime), 1_000, 60, 200),
  };
  const parkDeadLetters = makeParkDeadLettersHandler(
    runtime,
    new Map(WORK_QUEUES.map((queue) => [queueArn(deadLetterName(queue)), queue])),
  );
  const deadLetterPollers = WORK_QUEUES.map((queue) =>
    poll(deadLetterName(queue), 'park-dead-letters', parkDeadLetters, 10, 30),
  );
  const mature = makeMatureHandler(runtime);
  const publish = makePublishHandler(runtime);
  const guard = makeGuardHandler(runtime);
  const advanceErasures = makeAdvanceErasuresHandler(runtime);

  return {
    url,
    log: state.log,
    ports: runtime,
    mature: async (at) => await mature(scheduledEvent(at), lambdaContext('mature', SCHEDULED_TIMEOUT_MS)),
    publish: async (at) => await publish(scheduledEvent(at), lambdaContext('publish', SCHEDULED_TIMEOUT_MS)),
    guard: async (at) => await guard(scheduledEvent(at), lambdaContext('guard', SCHEDULED_TIMEOUT_MS)),
    advanceErasures: async (at) =>
      await advanceErasures(scheduledEvent(at), lambdaContext('advance-erasures', SCHEDULED_TIMEOUT_MS)),
    drained: async (queue) => await pollers[queue].drained(),
    stop: async () => {
      await close(front);
      await Promise.all([...Object.values(pollers), ...deadLetterPollers].map((poller) => poller.stop()));
      closeClients(clients);
      await log.close();
      await state.close();
    },
  };
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new UnavailableError(
      'storage-unavailable',
      `Port ${port} can't be opened: ${cause instanceof Error ? cause.message : String(cause)}; choose another with --port.`,
      { cause },
    );
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Waits for answers under way; connections that are merely kept alive are closed. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}
