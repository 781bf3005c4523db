import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { makeObservability } from '../../lambdas/_shared/observability.ts';
import { makeRuntime } from '../../lambdas/_shared/runtime.ts';
import { makeLearnHandler } from '../../lambdas/learn/handler.ts';
import { makeRecordHandler } from '../../lambdas/record/handler.ts';
import { CONSUMERS } from '../../lib/function-settings.ts';
import { closeClients, type EnginePorts, loopbackClients } from '../../local/loopback-clients.ts';
import { portsOn } from '../../local/loopback-ports.ts';
import { type QueueFunction, startQueuePoller } from '../../local/queue-poller.ts';
import { queueArn, queueName, queueUrl, type WorkQueueName } from '../../local/resource-names.ts';
import { ONE_ARM } from './one-arm.ts';

/** What a worker counts, told when it ends. */
export interface WorkerCounts {
  readonly conflicts: number;
  readonly folds: number;
}

// A consumer of both queues in a thread of its own, as two Lambdas at once are.
const engines: EnginePorts = workerData;
const clients = loopbackClients(engines);
const observability = makeObservability('rapport');
observability.logger.setLogLevel('SILENT');
const counts = { conflicts: 0, folds: 0 };
const runtime = makeRuntime({
  configuration: ONE_ARM,
  observability,
  ports: () =>
    portsOn(clients, engines, {
      count: (metric, value = 1) => {
        if (metric === 'FoldConflicts') counts.conflicts += 1;
        if (metric === 'CreditsFolded' || metric === 'CorrectionsFolded') counts.folds += value;
      },
      warn() {},
    }),
  simulation: true,
});

const VISIBILITY_SECONDS = 60;

const poll = (queue: WorkQueueName, functionName: 'record' | 'learn', handler: QueueFunction) =>
  startQueuePoller({
    client: clients.sqs,
    queueUrl: queueUrl(engines.sqsS3, queueName(queue)),
    queueArn: queueArn(queueName(queue)),
    functionName,
    handler,
    batchSize: CONSUMERS[functionName].batchSize,
    visibilityTimeoutSeconds: VISIBILITY_SECONDS,
    onError: (name, error) => {
      process.stderr.write(`${name}: ${String(error)}\n`);
    },
  });

const record = makeRecordHandler(runtime);
const learn = makeLearnHandler(runtime);
if (parentPort === null) throw new Error('This is a thread of measure-throughput.ts.');
parentPort.postMessage('ready');
await once(parentPort, 'message');
const pollers = [poll('outcomes', 'record', record), poll('credits', 'learn', learn)];
await once(parentPort, 'message');
await Promise.all(pollers.map((poller) => poller.stop()));
closeClients(clients);
parentPort.postMessage(counts satisfies WorkerCounts);
