import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TABLES, type TableName } from '../../src/shared-names.ts';
import { indexUnits } from './index-units.ts';

/** Capacity units that one kind of operation took. */
export interface Consumed {
  readonly during: string;
  readonly table: string;
  readonly operation: string;
  calls: number;
  readUnits: number;
  writeUnits: number;
  /** Of keeping the table's indexes, beside `writeUnits`. */
  indexUnits: number;
}

export interface CapacityMeter {
  /** Everything that `work` does counts for that function. */
  during<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  readonly consumed: readonly Consumed[];
}

/** Even an answer without items is charged: half a unit, or one when it had to be consistent. */
const LEAST_READ = { eventual: 0.5, consistent: 1 };

type Fields = Record<string, unknown>;

/**
 * Has DynamoDB tell what each call of this client takes.
 * @remarks An engine says nothing of writes whose condition fails, which DynamoDB charges like others: they count one
 * unit each here, and are shown as operations of their own.
 */
export function meterCapacity(
  client: DynamoDBClient,
  tableNames: Readonly<Record<TableName, string>>,
): CapacityMeter {
  const functionAtWork = new AsyncLocalStorage<string>();
  const rows = new Map<string, Consumed>();
  const stored = new Map<string, Fields>();

  const rowOf = (table: string, operation: string): Consumed => {
    const during = functionAtWork.getStore() ?? 'setup';
    const key = `${during} ${table} ${operation}`;
    const row = rows.get(key) ?? {
      during,
      table,
      operation,
      calls: 0,
      readUnits: 0,
      writeUnits: 0,
      indexUnits: 0,
    };
    rows.set(key, row);
    row.calls += 1;
    return row;
  };
  const nameOf = (deployed: unknown): string =>
    Object.entries(tableNames).find(([, name]) => name === deployed)?.[0] ?? String(deployed);

  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (request) => {
        if (!/^(Put|Get|BatchGet|Query|Update|Delete|Scan)/.test(commandName)) return await next(request);
        const input = request.input as Fields;
        input['ReturnConsumedCapacity'] = 'TOTAL';
        const table = nameOf(input['TableName'] ?? Object.keys((input['RequestItems'] as object) ?? {})[0]);
        const operation = operationOf(commandName, input);
        try {
          const response = await next(request);
          const units = unitsOf(Reflect.get(response.output, 'ConsumedCapacity'));
          const row = rowOf(table, operation);
          if (/Put|Update|Delete/.test(commandName)) {
            row.writeUnits += units;
            row.indexUnits += indexUnitsOfPut(table, input);
          } else row.readUnits += Math.max(units, leastRead(commandName, input));
          return response;
        } catch (error) {
          if (error instanceof Error && error.name === 'ConditionalCheckFailedException') {
            rowOf(table, `${operation}, refused`).writeUnits += 1;
          }
          throw error;
        }
      },
    { step: 'initialize', name: 'capacityMeter' },
  );

  function indexUnitsOfPut(table: string, input: Fields): number {
    const item = input['Item'] as Fields | undefined;
    if (table !== 'decisions' || item === undefined) return 0;
    const key = `${plain(item['id'])} ${plain(item['part'])}`;
    const before = stored.get(key) ?? {};
    stored.set(key, item);
    return TABLES.decisions.indexes.reduce(
      (sum, { partitionKey, sortKey }) =>
        sum +
        indexUnits(
          keysIn(before, partitionKey.name, sortKey.name),
          keysIn(item, partitionKey.name, sortKey.name),
        ),
      0,
    );
  }

  return {
    during: async (name, work) => await functionAtWork.run(name, work),
    get consumed() {
      return [...rows.values()];
    },
  };
}

function operationOf(commandName: string, input: Fields): string {
  const verb = commandName.replace(/Item|Command/g, '').toLowerCase();
  const key = (input['Item'] ?? input['Key']) as Fields | undefined;
  const part = key?.['part'];
  if (part !== undefined) return `${verb} ${plain(part)}`;
  const index = input['IndexName'];
  return typeof index === 'string' ? `${verb} ${index}` : verb;
}

/** Both clients pass here: one with plain values, one with those of the wire. */
function plain(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return String(Object.values(value)[0]);
}

function keysIn(item: Fields, partition: string, sort: string): string | undefined {
  return item[partition] === undefined || item[sort] === undefined
    ? undefined
    : `${plain(item[partition])} ${plain(item[sort])}`;
}

function unitsOf(consumed: unknown): number {
  const each = (Array.isArray(consumed) ? consumed : [consumed]) as (
    | { CapacityUnits?: number }
    | undefined
  )[];
  return each.reduce((sum, capacity) => sum + (capacity?.CapacityUnits ?? 0), 0);
}

function leastRead(commandName: string, input: Fields): number {
  if (!/Query|Scan/.test(commandName)) return 0;
  return input['ConsistentRead'] === true ? LEAST_READ.consistent : LEAST_READ.eventual;
}
