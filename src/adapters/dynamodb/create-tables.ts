import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { type AttributeShape, TABLES, type TableName, type TableShape } from '../../shared-names.ts';

const LONGEST_WAIT_SECONDS = 30;

/**
 * Makes those of the tables that do not exist yet, and resolves when all are ready. For engines that run on this
 * machine: in AWS the stacks make them, from the same shapes.
 */
export async function createTables(
  client: DynamoDBClient,
  names: Readonly<Record<TableName, string>>,
): Promise<void> {
  const made: Record<TableName, Promise<void>> = {
    decisions: createTable(client, names.decisions, TABLES.decisions),
    profiles: createTable(client, names.profiles, TABLES.profiles),
    statistics: createTable(client, names.statistics, TABLES.statistics),
    control: createTable(client, names.control, TABLES.control),
  };
  await Promise.all(Object.values(made));
}

async function createTable(client: DynamoDBClient, name: string, shape: TableShape): Promise<void> {
  try {
    await client.send(new CreateTableCommand(definition(name, shape)));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceInUseException') throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: LONGEST_WAIT_SECONDS, minDelay: 1 }, { TableName: name });
}

function definition(name: string, { partitionKey, sortKey, indexes }: TableShape): CreateTableCommandInput {
  const attributes = [{ partitionKey, ...(sortKey === undefined ? {} : { sortKey }) }, ...indexes].flatMap(
    (keys) => [keys.partitionKey, ...(keys.sortKey === undefined ? [] : [keys.sortKey])],
  );
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: keySchema(partitionKey, sortKey),
    ...(indexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: keySchema(index.partitionKey, index.sortKey),
            Projection: { ProjectionType: index.projection },
          })),
        }),
  };
}

function keySchema(
  partitionKey: AttributeShape,
  sortKey?: AttributeShape,
): CreateTableCommandInput['KeySchema'] {
  return [
    { AttributeName: partitionKey.name, KeyType: 'HASH' },
    ...(sortKey === undefined ? [] : [{ AttributeName: sortKey.name, KeyType: 'RANGE' as const }]),
  ];
}
