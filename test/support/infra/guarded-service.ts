import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { makeRuntime, type Runtime } from '../../../lambdas/_shared/runtime.ts';
import type { FunctionName } from '../../../lib/function-names.ts';
import shipped from '../../../rapport.config.ts';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../../../src/adapters/aws-ports.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import type { TableName } from '../../../src/shared-names.ts';
import { startDynalite } from '../engines/dynalite-engine.ts';
import { freshTableNames } from '../engines/dynamo-ports.ts';
import { clientsFor } from '../engines/engine-clients.ts';
import { startQueuesAndBuckets } from '../engines/fauxqs-engine.ts';

/** Every channel is scarce and pending decisions count, so that what these ask of the roles is asked. */
const configuration = {
  ...shipped,
  learning: { ...shipped.learning, pending: 'overlay' as const },
  channels: shipped.channels.map((channel) => ({ ...channel, capacity: { perDay: 480, perContact: 6 } })),
};

/** One thing that a function does to AWS: `action resource`, in the words of `grantsOf`. */
export type Deed = `${string} ${string}`;

export interface GuardedService {
  /** The runtime of one function, whose AWS clients refuse what its role does not grant. */
  runtime(name: FunctionName, granted: Readonly<Record<string, readonly string[]>>): Runtime;
  /** What each function did so far. */
  deeds(name: FunctionName): ReadonlySet<Deed>;
  /** Clients without a guard. */
  readonly clients: AwsClients;
  readonly tables: Readonly<Record<TableName, string>>;
  stop(): Promise<void>;
}

/** The embedded engines, behind clients that enforce the synthesised roles as IAM would. */
export async function startGuardedService(clock: () => Instant): Promise<GuardedService> {
  const [dynamo, others] = await Promise.all([startDynalite(), startQueuesAndBuckets()]);
  const open = (): AwsClients => ({
    ...clientsFor(others.endpoint),
    dynamodb: clientsFor(dynamo.endpoint).dynamodb,
  });
  const clients = open();
  const tables = freshTableNames();
  await createTables(clients.dynamodb, tables);
  const queues = {
    outcomes: others.createQueue('outcomes'),
    credits: others.createQueue('credits'),
    features: others.createQueue('features'),
    log: others.createQueue('log'),
  };
  const snapshotBucket = `snapshots-${randomUUID()}`;
  others.createBucket(snapshotBucket);
  const logBucket = `matured-log-${randomUUID()}`;
  others.createBucket(logBucket);
  const done = new Map<FunctionName, Set<Deed>>();

  process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
  const observability = {
    logger: new Logger({ serviceName: 'test', logLevel: 'SILENT' }),
    metrics: new Metrics({
      namespace: 'Test',
      serviceName: 'test',
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    }),
  };

  return {
    clients,
    tables,
    deeds: (name) => done.get(name) ?? new Set(),
    runtime(name, granted) {
      const guarded = open();
      const seen = new Set<Deed>();
      done.set(name, seen);
      for (const client of Object.values(guarded)) {
        guard(client, (command, input) => {
          for (const [action, resource] of deedsOf(command, input, tables, queues, logBucket)) {
            if (!(granted[resource] ?? []).includes(action)) throw accessDenied(name, action, resource);
            seen.add(`${action} ${resource}`);
          }
        });
      }
      return makeRuntime({
        configuration,
        observability,
        ports: (telemetry) =>
          createAwsPorts({ clients: guarded, tables, queues, snapshotBucket, logBucket, telemetry }),
        simulation: false,
        clock,
        modelMaxAgeMs: 0,
      });
    },
    async stop() {
      await Promise.all([dynamo.stop(), others.stop()]);
    },
  };
}

interface Input {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly QueueUrl?: string;
  readonly Bucket?: string;
  readonly Key?: string;
}

interface GuardableClient {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: { input: Input }) => Promise<unknown>,
        context: { commandName?: string },
      ) => (args: { input: Input }) => Promise<unknown>,
      options: { step: 'initialize'; name: string },
    ): void;
  };
}

function guard(client: unknown, check: (command: string, input: Input) => void): void {
  (client as GuardableClient).middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        check(commandName.replace(/Command$/, ''), args.input);
        return await next(args);
      },
    { step: 'initialize', name: 'guard' },
  );
}

/** The IAM actions and resources that a command needs; a command that is not listed is nobody's. */
function deedsOf(
  command: string,
  { TableName, IndexName, RequestItems = {}, QueueUrl, Bucket, Key = '' }: Input,
  tables: Readonly<Record<TableName, string>>,
  queues: Readonly<Record<string, string>>,
  logBucket: string,
): [action: string, resource: string][] {
  const logical = (names: Readonly<Record<string, string>>, physical: string | undefined): string => {
    const found = Object.entries(names).find(([, each]) => each === physical)?.[0] ?? 'unknown';
    return found.charAt(0).toUpperCase() + found.slice(1);
  };
  const table = (name: string | undefined) => `${logical(tables, name)}Table`;
  switch (command) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'Scan':
      return [[`dynamodb:${command}`, table(TableName)]];
    case 'Query':
      return [['dynamodb:Query', table(TableName) + (IndexName === undefined ? '' : `/index/${IndexName}`)]];
    case 'BatchGetItem':
      return Object.keys(RequestItems).map((name) => ['dynamodb:BatchGetItem', table(name)]);
    case 'SendMessage':
    case 'SendMessageBatch':
      return [['sqs:SendMessage', `${logical(queues, QueueUrl)}Queue`]];
    case 'GetObject':
    case 'PutObject':
      return Bucket === logBucket
        ? [[`s3:${command}`, `MaturedLog/${Key.replace(/day=.*/, '')}*`]]
        : [[`s3:${command}`, `SnapshotStoreSnapshots/${Key.split('/')[0]}/*`]];
    default:
      return [[command, 'unknown']];
  }
}

function accessDenied(name: FunctionName, action: string, resource: string): Error {
  const error = new Error(`The role of ${name} does not grant ${action} on ${resource}`);
  error.name = 'AccessDeniedException';
  return error;
}
