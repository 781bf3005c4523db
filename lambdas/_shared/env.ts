import * as z from 'zod';
import type { QueueName } from '../../src/app/ports/parking-lot.ts';
import { fieldProblems } from '../../src/contracts/field-problems.ts';
import { violation } from '../../src/contracts/read-with.ts';
import type { TableName } from '../../src/shared-names.ts';
import { ENV } from '../../src/shared-names.ts';

export interface Environment {
  readonly tables: Readonly<Record<TableName, string>>;
  readonly queues: Readonly<Record<QueueName, string>>;
  readonly snapshotBucket: string;
  readonly logBucket: string;
  readonly simulation: boolean;
  readonly serviceName: string;
}

const name = z.string().min(1);
const url = z.url({ error: 'set it to the URL of the queue' });

const environmentSchema = z.object({
  [ENV.decisionsTable]: name,
  [ENV.profilesTable]: name,
  [ENV.statisticsTable]: name,
  [ENV.controlTable]: name,
  [ENV.outcomesQueueUrl]: url,
  [ENV.creditsQueueUrl]: url,
  [ENV.featuresQueueUrl]: url,
  [ENV.logQueueUrl]: url,
  [ENV.snapshotBucket]: name,
  [ENV.logBucket]: name,
  [ENV.simulation]: z.enum(['true', 'false']).default('false'),
  POWERTOOLS_SERVICE_NAME: name.default('rapport'),
});

/**
 * The environment variables that a function needs.
 * @throws {InvalidInputError} `config-invalid`, naming every variable that is missing or wrong.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) throw violation('config-invalid', fieldProblems(parsed.error.issues, variables));
  const values = parsed.data;
  return {
    tables: {
      decisions: values[ENV.decisionsTable],
      profiles: values[ENV.profilesTable],
      statistics: values[ENV.statisticsTable],
      control: values[ENV.controlTable],
    },
    queues: {
      outcomes: values[ENV.outcomesQueueUrl],
      credits: values[ENV.creditsQueueUrl],
      features: values[ENV.featuresQueueUrl],
      log: values[ENV.logQueueUrl],
    },
    snapshotBucket: values[ENV.snapshotBucket],
    logBucket: values[ENV.logBucket],
    simulation: values[ENV.simulation] === 'true',
    serviceName: values.POWERTOOLS_SERVICE_NAME,
  };
}
