import type { SQSBatchResponse } from 'aws-lambda';
import { makeRuntime, type Runtime } from '../../lambdas/_shared/runtime.ts';
import { makeBorrowersHandler } from '../../lambdas/borrowers/handler.ts';
import { makeDecideHandler } from '../../lambdas/decide/handler.ts';
import { makeDispatchHandler } from '../../lambdas/dispatch/handler.ts';
import { makeLearnHandler } from '../../lambdas/learn/handler.ts';
import { makeLogHandler } from '../../lambdas/log/handler.ts';
import { makeMatureHandler } from '../../lambdas/mature/handler.ts';
import { makePublishHandler } from '../../lambdas/publish/handler.ts';
import { makeRecordHandler } from '../../lambdas/record/handler.ts';
import { toSqsEvent } from '../../local/sqs-event.ts';
import { createMemoryPorts } from '../../src/adapters/memory/memory-ports.ts';
import { creditCodec, logCodec, type MessageCodec, outcomeCodec } from '../../src/adapters/message-codec.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { WorkQueue } from '../../src/app/ports/work-queue.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { type RandomSource, randomSource } from '../../src/core/simulation/random-source.ts';
import { formatInstant, type Instant } from '../../src/core/time/instant.ts';
import { fateAt, mortalProcess } from '../support/crash-points.ts';
import { httpEvent, lambdaContext, scheduledEvent } from '../support/lambda-events.ts';
import { answerOf } from '../support/lambda-service.ts';
import { silentObservability } from '../support/silent-observability.ts';
import { type SimulatedQueue, simulatedQueue } from './simulated-queue.ts';
import type { SoakService } from './soak-service.ts';

/** Of the calls of a function, so many are meant to die on the way; those that end before it live. */
const DEATH_RATE = 0.05;
/** The latest call of a port to die of; earlier ones are likelier, since few functions make so many. */
const LATEST_DEATH = 40;

const RECORDERS = 3;
const LEARNERS = 2;
const LOG_WRITERS = 2;
const RECORD_BATCH = 25;
/** A tenth of what is deployed, so that several batches are under way at once and want the same statistics. */
const LEARN_BATCH = 25;
const LOG_BATCH = 200;
/** As deployed: six times the function's timeout. */
const RECORD_VISIBILITY_MS = 181_000;
const LEARN_VISIBILITY_MS = 780_000;
const LOG_VISIBILITY_MS = 780_000;

/** The functions of one process. */
type Functions = ReturnType<typeof functionsOn>;

/** The real handlers on memory ports and simulated queues; a call that dies does so at one of its calls of a port. */
export function memoryService(configuration: Configuration, seed: number): SoakService {
  const observability = silentObservability();
  const chance = randomSource(seed, 'deaths');
  const queues = {
    outcomes: simulatedQueue('outcomes', RECORD_VISIBILITY_MS, randomSource(seed, 'outcomes-queue')),
    credits: simulatedQueue('credits', LEARN_VISIBILITY_MS, randomSource(seed, 'credits-queue')),
    log: simulatedQueue('log', LOG_VISIBILITY_MS, randomSource(seed, 'log-queue')),
  };
  let tokens = 0;
  const ports: Ports = {
    ...createMemoryPorts({ newToken: () => `token-${++tokens}` }),
    outcomes: workQueue(queues.outcomes, outcomeCodec),
    credits: workQueue(queues.credits, creditCodec),
    log: workQueue(queues.log, logCodec),
  };
  let kills = 0;
  let conflicts = 0;
  let redriven = 0;

  const start = (own: Ports): Functions =>
    functionsOn(
      makeRuntime({
        configuration,
        observability,
        ports: () => ({
          ...own,
          telemetry: {
            count: (metric) => {
              if (metric === 'FoldConflicts') conflicts += 1;
            },
            warn() {},
          },
        }),
        simulation: true,
        modelMaxAgeMs: 60_000,
      }),
    );
  const warm = start(ports);

  /** What the function answered; nothing when its process died, and what it had under way has landed then. */
  async function run<Result>(work: (functions: Functions) => Promise<Result>): Promise<Result | undefined> {
    if (!chance.chance(DEATH_RATE)) return await work(warm);
    const mortal = mortalProcess(ports, fateAt(drawCrashPoint(chance)));
    const outcome = await work(start(mortal.ports)).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    await mortal.landed();
    if (mortal.diedOf() === undefined) {
      if ('error' in outcome) throw outcome.error;
      return outcome.result;
    }
    kills += 1;
    return undefined;
  }

  async function untilAnswered<Result>(work: (functions: Functions) => Promise<Result>): Promise<Result> {
    for (;;) {
      const result = await run(work);
      if (result !== undefined) return result;
    }
  }

  async function consume(
    queue: SimulatedQueue,
    most: number,
    at: Instant,
    choose: (functions: Functions) => Functions['record'],
  ): Promise<void> {
    for (;;) {
      // Batches come as full as they happen to be.
      const messages = queue.receive(1 + chance.index(most), at);
      if (messages.length === 0) return;
      const event = toSqsEvent(messages, 'arn:aws:sqs:us-east-1:000000000000:soak');
      const response = await run((functions) => choose(functions)(event, lambdaContext()));
      if (response === undefined) continue;
      const failed = failuresOf(response);
      queue.delete(messages.flatMap(({ MessageId: id = '' }) => (failed.has(id) ? [] : [id])));
    }
  }

  return {
    ports,
    call: async (routeKey, request) => {
      const result = await untilAnswered((functions) =>
        functions.answer(routeKey)(httpEvent(routeKey, request), lambdaContext()),
      );
      return answerOf(result);
    },
    enqueue: async (bodies) => queues.outcomes.send(bodies),
    work: async (at) => {
      await Promise.all([
        ...Array.from({ length: RECORDERS }, () =>
          consume(queues.outcomes, RECORD_BATCH, at, ({ record }) => record),
        ),
        ...Array.from({ length: LEARNERS }, () =>
          consume(queues.credits, LEARN_BATCH, at, ({ learn }) => learn),
        ),
        ...Array.from({ length: LOG_WRITERS }, () => consume(queues.log, LOG_BATCH, at, ({ log }) => log)),
      ]);
    },
    // A message is hidden for minutes at a time, and handed out six times at most.
    caughtUp: async () => {},
    mature: async (at) => {
      // A run that died is left to the next schedule, as it would be.
      const event = scheduledEvent(formatInstant(at));
      const report = await run((functions) => functions.mature(event, lambdaContext()));
      return report === undefined ? 1 : report.requested + report.voided;
    },
    publish: async (at) => {
      await run((functions) => functions.publish(scheduledEvent(formatInstant(at)), lambdaContext()));
    },
    isIdle: async () => Object.values(queues).every(({ size }) => size === 0),
    redrive: async () => {
      const again = sum(Object.values(queues).map((queue) => queue.redrive()));
      redriven += again;
      return again;
    },
    tally: async () => ({
      kills,
      conflicts,
      redeliveries: sum(Object.values(queues).map((queue) => queue.redeliveries)),
      redriven,
    }),
    close: async () => {},
  };
}

function functionsOn(runtime: Runtime) {
  const decide = makeDecideHandler(runtime);
  const dispatch = makeDispatchHandler(runtime);
  const borrowers = makeBorrowersHandler(runtime);
  return {
    answer: (routeKey: string) =>
      routeKey === 'POST /v1/decisions' ? decide : routeKey.startsWith('PUT ') ? borrowers : dispatch,
    record: makeRecordHandler(runtime),
    learn: makeLearnHandler(runtime),
    log: makeLogHandler(runtime),
    mature: makeMatureHandler(runtime),
    publish: makePublishHandler(runtime),
  };
}

function drawCrashPoint(chance: RandomSource) {
  const when = chance.chance(0.5) ? ('before' as const) : ('after' as const);
  return { number: 1 + chance.index(1 + chance.index(LATEST_DEATH)), when };
}

function workQueue<Message>(queue: SimulatedQueue, codec: MessageCodec<Message>): WorkQueue<Message> {
  return {
    send: async (messages) => queue.send(messages.map((message) => codec.serialize(message))),
    redeliver: async (body) => queue.send([body]),
    underWay: async () => queue.size,
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function failuresOf({ batchItemFailures }: SQSBatchResponse): ReadonlySet<string> {
  return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}
