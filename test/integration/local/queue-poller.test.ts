import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeClients, loopbackClients } from '../../../local/loopback-clients.ts';
import { type OwnedState, ownState } from '../../../local/own-state.ts';
import { type QueuePoller, startQueuePoller } from '../../../local/queue-poller.ts';
import { deadLetterName, queueArn, queueName, queueUrl } from '../../../local/resource-names.ts';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { MAX_RECEIVE_COUNT } from '../../../src/shared-names.ts';
import { lastingState } from '../../support/local/temporary-state.ts';

const folder = lastingState();
let state: OwnedState;
let clients: AwsClients;
let url: string;
let calls: SQSEvent[];
let errors: unknown[];

beforeAll(async () => {
  const owned = await ownState(folder.path);
  if (owned === undefined) throw new Error('the temporary folder is in use');
  state = owned;
  clients = loopbackClients(state.engines);
  url = queueUrl(state.engines.sqsS3, queueName('outcomes'));
});

beforeEach(() => {
  calls = [];
  errors = [];
});

afterAll(async () => {
  closeClients(clients);
  await state.close();
  folder.remove();
});

describe('the queue poller', () => {
  test('gathers batches larger than SQS hands out, with the attributes that Lambda adds', async () => {
    await send(30);
    await polling({ batchSize: 25 }, async () => ({ batchItemFailures: [] }));
    expect(calls.map(({ Records }) => Records.length)).toEqual([25, 5]);
    expect(calls[0]?.Records[0]).toMatchObject({
      body: 'message 0',
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn(queueName('outcomes')),
      awsRegion: 'us-east-1',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
      messageAttributes: { kind: { dataType: 'String', stringValue: 'test' } },
    });
    expect(await depth()).toBe(0);
  });

  test('deletes the successes of a partial failure and delivers the rest again', async () => {
    await send(3);
    await polling({}, async ({ Records: [first, ...rest] }) => ({
      batchItemFailures:
        first?.attributes.ApproximateReceiveCount === '1' && rest.length === 2
          ? [{ itemIdentifier: first.messageId }]
          : [],
    }));
    expect(calls.map(({ Records }) => Records.map(({ body }) => body))).toEqual([
      ['message 0', 'message 1', 'message 2'],
      ['message 0'],
    ]);
    expect(calls[1]?.Records[0]?.attributes.ApproximateReceiveCount).toBe('2');
  });

  test('keeps the whole batch when the handler throws, and when a failure names no message of it', async () => {
    await send(2);
    await polling({}, async () => {
      if (calls.length === 1) throw new Error('storage is away');
      return { batchItemFailures: calls.length === 2 ? [{ itemIdentifier: 'nobody' }] : [] };
    });
    expect(calls.map(({ Records }) => Records.length)).toEqual([2, 2, 2]);
    expect(errors).toEqual([new Error('storage is away')]);
  });

  test('leaves a message that always fails to the dead-letter queue, and everything else proceeds', async () => {
    await send(2);
    await polling({}, async ({ Records }) => ({
      batchItemFailures: Records.filter(({ body }) => body === 'message 0').map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    }));
    const deliveries = calls.flatMap(({ Records }) => Records.map(({ body }) => body));
    expect(deliveries.filter((body) => body === 'message 0')).toHaveLength(MAX_RECEIVE_COUNT);
    expect(deliveries.filter((body) => body === 'message 1')).toHaveLength(1);
    const dead = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl(state.engines.sqsS3, deadLetterName('outcomes')) }),
    );
    expect(dead.Messages?.map(({ Body }) => Body)).toEqual(['message 0']);
  });

  test('stops after the batch in hand, not in the middle of it', async () => {
    await send(1);
    let ended = false;
    const poller = start({}, async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = true;
      return { batchItemFailures: [] };
    });
    while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await poller.stop();
    expect(ended).toBe(true);
    expect(await depth()).toBe(0);
  });
});

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** Polls until the queue is empty, failures included. */
async function polling(options: { batchSize?: number }, handler: Handler): Promise<void> {
  const poller = start(options, handler);
  await poller.drained();
  await poller.stop();
}

function start({ batchSize = 10 }: { batchSize?: number }, handler: Handler): QueuePoller {
  return startQueuePoller({
    client: clients.sqs,
    queueUrl: url,
    queueArn: queueArn(queueName('outcomes')),
    functionName: 'record',
    handler: (event) => {
      calls.push(event);
      return handler(event);
    },
    batchSize,
    visibilityTimeoutSeconds: 1,
    onError: (_, error) => errors.push(error),
  });
}

async function send(count: number): Promise<void> {
  for (let first = 0; first < count; first += 10) {
    const entries = Array.from({ length: Math.min(10, count - first) }, (_, index) => ({
      Id: String(index),
      MessageBody: `message ${first + index}`,
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
    }));
    await clients.sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
  }
}

async function depth(): Promise<number> {
  const { Attributes: attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(attributes).reduce((sum, value) => sum + Number(value), 0);
}
