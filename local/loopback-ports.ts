import type { AwsClients } from '../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../src/adapters/aws-ports.ts';
import type { Ports } from '../src/app/ports/ports.ts';
import type { Telemetry } from '../src/app/ports/telemetry.ts';
import type { EnginePorts } from './loopback-clients.ts';
import { BUCKET, LOG_BUCKET, queueName, queueUrl, TABLE_NAMES } from './resource-names.ts';

/** The real adapters on embedded engines. */
export function portsOn(clients: AwsClients, engines: EnginePorts, telemetry: Telemetry): Ports {
  return createAwsPorts({
    clients,
    tables: TABLE_NAMES,
    queues: {
      outcomes: queueUrl(engines.sqsS3, queueName('outcomes')),
      credits: queueUrl(engines.sqsS3, queueName('credits')),
      features: queueUrl(engines.sqsS3, queueName('features')),
      log: queueUrl(engines.sqsS3, queueName('log')),
    },
    snapshotBucket: BUCKET,
    logBucket: LOG_BUCKET,
    telemetry,
  });
}
