import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { makeRuntime } from '../../lambdas/_shared/runtime.ts';
import { makeLearnHandler } from '../../lambdas/learn/handler.ts';
import { makeLogHandler } from '../../lambdas/log/handler.ts';
import { makeMatureHandler } from '../../lambdas/mature/handler.ts';
import { makePublishHandler } from '../../lambdas/publish/handler.ts';
import { makeRecordHandler } from '../../lambdas/record/handler.ts';
import { createHttpFront } from '../../local/http-front.ts';
import { httpFunctions } from '../../local/http-functions.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { type EnginePorts, loopbackClients } from '../../local/loopback-clients.ts';
import { portsOn } from '../../local/loopback-ports.ts';
import { startQueuePoller } from '../../local/queue-poller.ts';
import { queueArn, queueName, queueUrl, type WorkQueueName } from '../../local/resource-names.ts';
import { scheduledEvent } from '../../local/scheduled-event.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import { silentObservability } from '../support/silent-observability.ts';
import { SOAK_CONFIGURATION } from './configuration.ts';

/** What a worker is asked by its parent. */
export interface WorkerRequest {
  readonly number: number;
  readonly schedule: 'mature' | 'publish';
  readonly at: Instant;
}

/** What a worker tells its parent: where it answers, what it was asked for, and what it noticed. */
export type WorkerNews =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'done'; readonly number: number; readonly moved: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'redelivered'; readonly messages: number };

/** Short, so that what a killed worker had in hand comes back soon; a batch takes far less. */
const VISIBILITY_SECONDS = 3;
const SCHEDULED_TIMEOUT_MS = 60_000;

// One process of the service: every function behind the API, the consumers, and the schedules when asked.
const engines: EnginePorts = JSON.parse(process.argv[2] ?? '{}');
const clients = loopbackClients(engines);
const tell = (news: WorkerNews): void => void process.send?.(news);
const runtime = makeRuntime({
  configuration: SOAK_CONFIGURATION,
  observability: silentObservability(),
  ports: () =>
    portsOn(clients, engines, {
      count: (metric) => {
        if (metric === 'FoldConflicts') tell({ kind: 'conflict' });
      },
      warn() {},
    }),
  simulation: true,
});

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

function consume(queue: WorkQueueName, functionName: string, handler: Handler, batchSize: number): void {
  startQueuePoller({
    client: clients.sqs,
    queueUrl: queueUrl(engines.sqsS3, queueName(queue)),
    queueArn: queueArn(queueName(queue)),
    functionName,
    handler: async (event, context) => {
      const again = event.Records.filter(({ attributes }) => attributes.ApproximateReceiveCount !== '1');
      if (again.length > 0) tell({ kind: 'redelivered', messages: again.length });
      return await handler(event, context);
    },
    batchSize,
    visibilityTimeoutSeconds: VISIBILITY_SECONDS,
    onError: () => {},
  });
}

const front = createHttpFront({ functions: httpFunctions(runtime), onError: () => {} });
front.listen(0, '127.0.0.1');
await once(front, 'listening');
consume('outcomes', 'record', makeRecordHandler(runtime), 25);
consume('credits', 'learn', makeLearnHandler(runtime), 250);
consume('log', 'log', makeLogHandler(runtime), 1_000);
const mature = makeMatureHandler(runtime);
const publish = makePublishHandler(runtime);

async function runSchedule({ number, schedule, at }: WorkerRequest): Promise<void> {
  const context = lambdaContext(schedule, SCHEDULED_TIMEOUT_MS);
  if (schedule === 'publish') {
    await publish(scheduledEvent(at), context);
    tell({ kind: 'done', number, moved: 0 });
    return;
  }
  const { requested, voided } = await mature(scheduledEvent(at), context);
  tell({ kind: 'done', number, moved: requested + voided });
}

process.on('message', (request: WorkerRequest) => void runSchedule(request));
process.on('disconnect', () => process.exit());
tell({ kind: 'ready', url: `http://127.0.0.1:${(front.address() as AddressInfo).port}` });
