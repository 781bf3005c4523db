import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { forEachAtMost } from '../../cli/demo/for-each.ts';
import { type EnginePorts, loopbackClients } from '../../local/loopback-clients.ts';
import { queueName, queueUrl } from '../../local/resource-names.ts';
import { makeDecide } from '../../src/app/decide.ts';
import { makeMature } from '../../src/app/mature.ts';
import { championSource } from '../../src/app/model-source.ts';
import { policyBookSource } from '../../src/app/policy-book-source.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { makeVerify } from '../../src/app/verify.ts';
import type { DecisionId, EventId } from '../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, type Instant, parseInstant, plusMs } from '../../src/core/time/instant.ts';
import type { WorkerCounts } from './feedback-worker.ts';
import { contextOf, EXCLUDED, ONE_ARM, reachable } from './one-arm.ts';

export interface ThroughputFigures {
  readonly decisions: number;
  readonly events: number;
  readonly workers: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Processor time of workers and engines together, for one event. */
  readonly cpuMsPerEvent: number;
  /** Folds that lost the race for the item and were made again. */
  readonly conflicts: number;
  readonly folds: number;
  /** What `verify` and the ledger say is wrong; empty when nothing was lost or counted twice. */
  readonly faults: readonly string[];
}

interface Made {
  readonly id: DecisionId;
  readonly sentAt: Instant;
}

export const EVENTS_PER_DECISION = 3;
const WORKERS = 2;
const AT_ONCE = 8;
const LOOK_MS = 10;
const DECIDED_AT = parseInstant('2026-03-02T05:00:00Z');

/**
 * Events a second through `record` and `learn`, with two workers that want the same statistics: two events of each
 * decision, its credit, then a late one with its correction.
 */
export async function measureThroughput(
  engines: EnginePorts,
  ports: Ports,
  decisions: number,
): Promise<ThroughputFigures> {
  const made = await decideAll(ports, decisions);
  await report(ports, made, 'delivered', HOUR_MS);
  await report(ports, made, 'payment', 2 * HOUR_MS);

  const workers = Array.from(
    { length: WORKERS },
    () => new Worker(new URL('feedback-worker.ts', import.meta.url), { workerData: engines }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const started = performance.now();
  const usedBefore = process.cpuUsage();
  for (const worker of workers) worker.postMessage('start');
  await untilEmpty(engines);
  const mature = makeMature({ ...ports, configuration: ONE_ARM });
  while ((await mature(plusMs(DECIDED_AT, 20 * DAY_MS))).more);
  await untilEmpty(engines);
  await report(ports, made, 'payment-returned', 20 * DAY_MS);
  await untilEmpty(engines);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(usedBefore);

  const counts = await Promise.all(workers.map(end));
  const events = EVENTS_PER_DECISION * made.length;
  return {
    decisions: made.length,
    events,
    workers: WORKERS,
    seconds,
    eventsPerSecond: events / seconds,
    cpuMsPerEvent: (user + system) / 1000 / events,
    conflicts: counts.reduce((sum, { conflicts }) => sum + conflicts, 0),
    folds: counts.reduce((sum, { folds }) => sum + folds, 0),
    faults: await faultsOf(ports, made),
  };
}

async function decideAll(ports: Ports, count: number): Promise<Made[]> {
  const decide = makeDecide({
    ...ports,
    configuration: ONE_ARM,
    models: championSource(ports, 60_000),
    books: policyBookSource(ports, 10_000),
    stopwatch: () => performance.now(),
  });
  const made: Made[] = [];
  await forEachAtMost(numbers(count), AT_ONCE, async (number) => {
    const profile = reachable(`feedback-${number}`);
    await ports.profiles.put(profile, 0);
    const { record } = await decide(
      {
        idempotencyKey: `feedback-${number}`,
        borrower: { id: profile.borrowerId },
        purpose: 'servicing',
        context: contextOf(number),
        exclude: EXCLUDED,
        requireConfirm: false,
      },
      DECIDED_AT,
    );
    const contact = record.verdict.status === 'selected' ? record.verdict.contact : undefined;
    if (contact === undefined) throw new Error('A decision of the benchmark was withheld.');
    made.push({ id: record.decisionId, sentAt: contact.window.interval.start });
  });
  return made;
}

async function report(ports: Ports, made: readonly Made[], type: string, afterMs: number): Promise<void> {
  await ports.outcomes.send(
    made.map(({ id, sentAt }) => ({
      eventId: type as EventId,
      decisionId: id,
      type,
      occurredAt: plusMs(sentAt, afterMs),
    })),
  );
}

/** The queues of `record` and `learn`; what they ask of the matured log is its function's work. */
const CONSUMED = ['outcomes', 'credits'] as const;

/** Until both queues hold nothing, hidden messages included. */
async function untilEmpty(engines: EnginePorts): Promise<void> {
  const { sqs } = loopbackClients(engines);
  for (;;) {
    let held = 0;
    for (const queue of CONSUMED) {
      const { Attributes: attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: queueUrl(engines.sqsS3, queueName(queue)),
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      held += Object.values(attributes).reduce((sum, count) => sum + Number(count), 0);
    }
    if (held === 0) break;
    await wait(LOOK_MS);
  }
  sqs.destroy();
}

async function end(worker: Worker): Promise<WorkerCounts> {
  worker.postMessage('stop');
  const [counts] = (await once(worker, 'message')) as [WorkerCounts];
  return counts;
}

async function faultsOf(ports: Ports, made: readonly Made[]): Promise<string[]> {
  const { faults, credited } = await makeVerify({ ...ports, configuration: ONE_ARM })();
  const found = faults.map(({ what, subject, problem }) => `${what} ${subject}: ${problem}`);
  if (credited !== made.length) found.push(`${credited} of ${made.length} decisions are credited`);
  for (const state of await ports.ledger.getStates(made.map(({ id }) => id))) {
    if (state.events.length !== EVENTS_PER_DECISION) found.push(`${state.decisionId}: an event was lost`);
    if (state.credited?.seq !== state.seq) found.push(`${state.decisionId}: owes a correction`);
  }
  for await (const { code, id } of ports.parking.list()) found.push(`parked ${id}: ${code}`);
  return found;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
