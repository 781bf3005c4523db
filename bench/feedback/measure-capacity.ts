import { makeObservability } from '../../lambdas/_shared/observability.ts';
import { makeRuntime, type Runtime } from '../../lambdas/_shared/runtime.ts';
import { makeLearnHandler } from '../../lambdas/learn/handler.ts';
import { makeLogHandler } from '../../lambdas/log/handler.ts';
import { makeMatureHandler } from '../../lambdas/mature/handler.ts';
import { makePublishHandler } from '../../lambdas/publish/handler.ts';
import { makeRecordHandler } from '../../lambdas/record/handler.ts';
import { CONSUMERS } from '../../lib/function-settings.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import type { EnginePorts } from '../../local/loopback-clients.ts';
import { closeClients, loopbackClients } from '../../local/loopback-clients.ts';
import { portsOn } from '../../local/loopback-ports.ts';
import { TABLE_NAMES } from '../../local/resource-names.ts';
import { scheduledEvent } from '../../local/scheduled-event.ts';
import { toSqsEvent } from '../../local/sqs-event.ts';
import shipped from '../../rapport.config.ts';
import { creditCodec, logCodec, outcomeCodec } from '../../src/adapters/message-codec.ts';
import { silentTelemetry } from '../../src/adapters/silent-telemetry.ts';
import { makeDecide } from '../../src/app/decide.ts';
import { makeDispatch } from '../../src/app/dispatch.ts';
import type { CreditMessage, LogMessage, OutcomeMessage } from '../../src/app/ports/messages.ts';
import type { DecisionId, EventId } from '../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, type Instant, parseInstant, plusMs } from '../../src/core/time/instant.ts';
import { type Consumed, meterCapacity } from './capacity-meter.ts';
import { contextOf, reachable } from './one-arm.ts';

export interface CapacityFigures {
  /** Matured, credited decisions with three events each. */
  readonly decisions: number;
  readonly contacts: number;
  readonly consumed: readonly Consumed[];
  /** Time of all calls of a function on this machine, in milliseconds. */
  readonly milliseconds: Readonly<Record<string, number>>;
  readonly calls: Readonly<Record<string, number>>;
}

const WEEKS = 4;
const FIRST_MONDAY = parseInstant('2026-03-02T05:00:00Z');
const EVENTS = ['delivered', 'opened', 'payment'];

interface Open {
  readonly id: DecisionId;
  readonly at: Instant;
}

/**
 * What decisions take of DynamoDB from the question to the credit, by the real handlers in full batches: borrowers who
 * come up once a week for four weeks, each contact confirmed and each decision with three events before its maturity.
 */
export async function measureCapacity(engines: EnginePorts, decisions: number): Promise<CapacityFigures> {
  const clients = loopbackClients(engines);
  const meter = meterCapacity(clients.dynamodb, TABLE_NAMES);
  const credits: CreditMessage[] = [];
  const logged: LogMessage[] = [];
  const observability = makeObservability('rapport');
  observability.logger.setLogLevel('SILENT');
  process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
  const runtime: Runtime = makeRuntime({
    configuration: shipped,
    observability,
    ports: () => ({
      ...portsOn(clients, engines, silentTelemetry),
      log: {
        send: async (messages) => {
          logged.push(...messages);
        },
        redeliver: async () => {},
        underWay: async () => logged.length,
      },
      credits: {
        send: async (messages) => {
          credits.push(...messages);
        },
        redeliver: async () => {},
        underWay: async () => credits.length,
      },
    }),
    simulation: true,
  });
  const milliseconds: Record<string, number> = {};
  const calls: Record<string, number> = {};
  const call = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const started = performance.now();
    const result = await meter.during(name, work);
    milliseconds[name] = (milliseconds[name] ?? 0) + performance.now() - started;
    calls[name] = (calls[name] ?? 0) + 1;
    return result;
  };
  const decide = makeDecide(runtime);
  const dispatch = makeDispatch(runtime);
  const record = makeRecordHandler(runtime);
  const learn = makeLearnHandler(runtime);
  const writeLog = makeLogHandler(runtime);
  const mature = makeMatureHandler(runtime);
  const publish = makePublishHandler(runtime);
  const borrowers = Math.ceil(decisions / WEEKS);
  let contacts = 0;
  for (let borrower = 0; borrower < borrowers; borrower += 1)
    await runtime.profiles.put(reachable(`capacity-${borrower}`), 0);

  for (let week = 0; week < WEEKS; week += 1) {
    const monday = plusMs(FIRST_MONDAY, week * 7 * DAY_MS);
    const sent: Open[] = [];
    for (let borrower = 0; borrower < borrowers; borrower += 1) {
      const number = week * borrowers + borrower;
      const { record: made } = await call('decide', () =>
        decide(
          {
            idempotencyKey: `capacity-${number}`,
            borrower: { id: reachable(`capacity-${borrower}`).borrowerId },
            purpose: 'servicing',
            context: contextOf(number),
            exclude: [],
            requireConfirm: true,
          },
          monday,
        ),
      );
      if (made.verdict.status !== 'selected') throw new Error('A decision of the benchmark was withheld.');
      const { contact } = made.verdict;
      const at = contact?.window.interval.start ?? monday;
      sent.push({ id: made.decisionId, at });
      if (contact === undefined) continue;
      contacts += 1;
      await call('dispatch', () => dispatch.confirm(made.decisionId, at));
    }
    // Hours lie between the events of one decision, so they don't come in one batch.
    const messages = EVENTS.flatMap((type, place) => sent.map(({ id, at }) => eventOf(id, type, at, place)));
    for (const batch of inBatches(messages, CONSUMERS.record.batchSize)) {
      await call('record', () =>
        record(eventsOf(batch.map((message) => outcomeCodec.serialize(message))), contextFor('record')),
      );
    }
    const maturedAt = plusMs(monday, 20 * DAY_MS);
    await call('mature', () => mature(scheduledEvent(maturedAt), contextFor('mature')));
    for (const batch of inBatches(credits.splice(0), CONSUMERS.learn.batchSize)) {
      await call('learn', () =>
        learn(eventsOf(batch.map((message) => creditCodec.serialize(message))), contextFor('learn')),
      );
    }
    for (const batch of inBatches(logged.splice(0), CONSUMERS.log.batchSize)) {
      await call('log', () =>
        writeLog(eventsOf(batch.map((message) => logCodec.serialize(message))), contextFor('log')),
      );
    }
    // A schedule's work, whatever the number of decisions: it counts for none of them.
    await publish(scheduledEvent(maturedAt), contextFor('publish'));
  }
  closeClients(clients);
  return {
    decisions: borrowers * WEEKS,
    contacts,
    consumed: meter.consumed.filter(({ during }) => during !== 'setup'),
    milliseconds,
    calls,
  };
}

const contextFor = (name: string) => lambdaContext(name, 300_000);

function eventOf(decisionId: DecisionId, type: string, at: Instant, place: number): OutcomeMessage {
  return {
    // As long as the ids that feeds use.
    eventId: `${type}-8f14e45f-ceea-467a-9575-3b0c` as EventId,
    decisionId,
    type,
    occurredAt: plusMs(at, (place + 1) * HOUR_MS),
  };
}

function eventsOf(bodies: readonly string[]) {
  const messages = bodies.map((Body, index) => ({
    MessageId: `m-${index}`,
    ReceiptHandle: `r-${index}`,
    Body,
  }));
  return toSqsEvent(messages, 'arn:aws:sqs:us-east-1:000000000000:bench');
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
