import { randomUUID } from 'node:crypto';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../../../src/adapters/aws-ports.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import { silentTelemetry } from '../../../src/adapters/silent-telemetry.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { TableName } from '../../../src/shared-names.ts';

export type TablePorts = Pick<
  Ports,
  | 'ledger'
  | 'accountEvents'
  | 'profiles'
  | 'statistics'
  | 'imports'
  | 'champions'
  | 'policyBooks'
  | 'parking'
  | 'capacity'
  | 'erasures'
  | 'exposures'
  | 'featureRecords'
>;

/** Names that no other test uses. */
export function freshTableNames(): Record<TableName, string> {
  const prefix = randomUUID();
  return {
    decisions: `${prefix}-decisions`,
    profiles: `${prefix}-profiles`,
    statistics: `${prefix}-statistics`,
    control: `${prefix}-control`,
  };
}

/** The ports that DynamoDB implements, on new and empty tables. */
export async function freshTablePorts(clients: AwsClients): Promise<TablePorts> {
  const tables = freshTableNames();
  await createTables(clients.dynamodb, tables);
  return tablePorts(clients, tables);
}

/** The same ports on tables that exist. */
export function tablePorts(clients: AwsClients, tables: Record<TableName, string>): TablePorts {
  return createAwsPorts({
    clients,
    tables,
    queues: {
      outcomes: 'http://unused.invalid/outcomes',
      credits: 'http://unused.invalid/credits',
      features: 'http://unused.invalid/features',
      log: 'http://unused.invalid/log',
    },
    snapshotBucket: 'unused',
    logBucket: 'unused',
    telemetry: silentTelemetry,
  });
}
