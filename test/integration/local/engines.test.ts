import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { closeClients, loopbackClients } from '../../../local/loopback-clients.ts';
import { type OwnedState, ownState } from '../../../local/own-state.ts';
import {
  BUCKET,
  deadLetterName,
  queueArn,
  queueName,
  queueUrl,
  TABLE_NAMES,
  WORK_QUEUES,
  type WorkQueueName,
} from '../../../local/resource-names.ts';
import { writeNote } from '../../../local/service-note.ts';
import { stateLayout } from '../../../local/state-directory.ts';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { MAX_RECEIVE_COUNT } from '../../../src/shared-names.ts';
import { temporaryState } from '../../support/local/temporary-state.ts';

describe('the embedded engines', () => {
  test('keep items, messages and objects from one start to the next', async () => {
    const folder = temporaryState();
    const first = await open(folder);
    const item = { id: { S: 'b-1' }, note: { S: 'kept' } };
    await first.clients.dynamodb.send(new PutItemCommand({ TableName: TABLE_NAMES.profiles, Item: item }));
    await first.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: urlOf(first.state, 'credits'), MessageBody: 'kept' }),
    );
    await first.clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'a/b', Body: 'kept' }));
    await first.close();

    const second = await open(folder);
    const found = await second.clients.dynamodb.send(
      new GetItemCommand({ TableName: TABLE_NAMES.profiles, Key: { id: { S: 'b-1' } } }),
    );
    expect(found.Item).toEqual(item);
    const received = await second.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: urlOf(second.state, 'credits') }),
    );
    expect(received.Messages?.map(({ Body }) => Body)).toEqual(['kept']);
    const object = await second.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a/b' }));
    expect(await object.Body?.transformToString()).toBe('kept');
  });

  test('give every work queue its dead-letter queue', async () => {
    const { state, clients } = await open(temporaryState());
    for (const queue of WORK_QUEUES) {
      const { Attributes: attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: urlOf(state, queue), AttributeNames: ['RedrivePolicy'] }),
      );
      expect(JSON.parse(attributes?.['RedrivePolicy'] ?? '{}')).toEqual({
        deadLetterTargetArn: queueArn(deadLetterName(queue)),
        maxReceiveCount: MAX_RECEIVE_COUNT,
      });
    }
  });

  test('listen on 127.0.0.1 alone', async () => {
    const { state } = await open(temporaryState());
    for (const port of [state.engines.dynamodb, state.engines.sqsS3]) {
      expect(await reaches('127.0.0.1', port)).toBe(true);
      // Another address of this machine: a server on all interfaces would answer there too.
      expect(await reaches('127.0.0.2', port)).toBe(false);
    }
  });

  test('belong to one process at a time', async () => {
    const folder = temporaryState();
    const first = await open(folder);
    expect(await ownState(folder)).toBeUndefined();
    await first.close();
    await open(folder);
  });

  test('mend indexes that a killed process left half-written, so that no due decision is lost', async () => {
    const folder = temporaryState();
    const before = await open(folder);
    const due = (id: string, at?: string) => ({
      id: { S: id },
      part: { S: 'state' },
      ...(at === undefined ? {} : { dueShard: { S: 'd0' }, dueAt: { N: at } }),
    });
    for (const item of [
      due('d_sound', '5'),
      due('d_missing', '10'),
      due('d_stale', '20'),
      due('d_settled'),
    ]) {
      await before.clients.dynamodb.send(
        new PutItemCommand({ TableName: TABLE_NAMES.decisions, Item: item }),
      );
    }
    await before.close();
    await tearIndex(folder, [
      { delete: due('d_missing', '10') },
      { delete: due('d_stale', '20') },
      { put: due('d_stale', '7') },
      { put: due('d_settled', '8') },
    ]);
    expect(await dueIds(await open(folder, { andClose: true }))).toEqual(['d_sound', 'd_stale', 'd_settled']);

    writeNote(stateLayout(folder).note, { pid: 1, engines: { dynamodb: 1, sqsS3: 1 } });
    const after = await open(folder);
    expect(await dueIds(after)).toEqual(['d_sound', 'd_missing', 'd_stale']);
    const settled = await after.clients.dynamodb.send(
      new GetItemCommand({
        TableName: TABLE_NAMES.decisions,
        Key: { id: { S: 'd_settled' }, part: { S: 'state' } },
      }),
    );
    expect(settled.Item).toEqual(due('d_settled'));
  });
});

interface Opened {
  readonly state: OwnedState;
  readonly clients: AwsClients;
  readonly andClose: boolean;
  readonly close: () => Promise<void>;
}

async function open(folder: string, { andClose = false } = {}): Promise<Opened> {
  const state = await ownState(folder);
  if (state === undefined) throw new Error('the folder is in use');
  const clients = loopbackClients(state.engines);
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    closeClients(clients);
    await state.close();
  };
  onTestFinished(close);
  return { state, clients, andClose, close };
}

function urlOf(state: OwnedState, queue: WorkQueueName): string {
  return queueUrl(state.engines.sqsS3, queueName(queue));
}

async function dueIds({ clients, andClose, close }: Opened): Promise<string[]> {
  const { Items: items = [] } = await clients.dynamodb.send(
    new QueryCommand({
      TableName: TABLE_NAMES.decisions,
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard',
      ExpressionAttributeValues: { ':shard': { S: 'd0' } },
    }),
  );
  if (andClose) await close();
  return items.map(({ id }) => id?.S ?? '');
}

type Item = Record<string, { S: string } | { N: string }>;
type Tear = { readonly put: Item } | { readonly delete: Item };

/** Writes into the index behind the engine's back, as its own sequence of writes cut short would leave it. */
async function tearIndex(folder: string, tears: readonly Tear[]): Promise<void> {
  const engine = createRequire(import.meta.url)('dynalite/db');
  const store = engine.create({ path: stateLayout(folder).tables });
  const called = (start: (done: (error: unknown, value?: unknown) => void) => void): Promise<never> =>
    new Promise((resolve, reject) =>
      start((error, value) => (error ? reject(error) : resolve(value as never))),
    );
  const table = await called((done) => store.getTable(TABLE_NAMES.decisions, done));
  const keySchema = [
    { AttributeName: 'dueShard', KeyType: 'HASH' },
    { AttributeName: 'dueAt', KeyType: 'RANGE' },
  ];
  const index = store.getIndexDb('Global', TABLE_NAMES.decisions, 'due');
  for (const tear of tears) {
    if ('put' in tear)
      await called((done) => index.put(engine.createIndexKey(tear.put, table, keySchema), tear.put, done));
    else await called((done) => index.del(engine.createIndexKey(tear.delete, table, keySchema), done));
  }
  await called((done) => store.db.close(done));
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
