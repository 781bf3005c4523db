import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { lambdaContext } from './lambda-context.ts';
import { toSqsEvent } from './sqs-event.ts';

/** Most messages that SQS hands out or deletes in one call. */
const SQS_BATCH = 10;
/** Long-poll time; also the longest that `stop` has to wait on an empty queue. */
const WAIT_SECONDS = 1;
const PAUSE_AFTER_ERROR_MS = 500;
const DRAIN_CHECK_MS = 20;

export type QueueFunction = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse | undefined>;

export interface QueuePollerOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly handler: QueueFunction;
  /** Most messages per call of the handler; those above 10 are gathered from several receives, as Lambda does. */
  readonly batchSize: number;
  /** How long a batch that is not full waits for more after its first message. @defaultValue not at all */
  readonly batchingWindowMs?: number;
  /** How long a message stays hidden while it is handled, in seconds: the function's time limit. */
  readonly visibilityTimeoutSeconds: number;
  /** Told of a handler that threw or a queue that did not answer; the messages come back by themselves. */
  readonly onError: (functionName: string, error: unknown) => void;
}

export interface QueuePoller {
  /** Resolves when the queue holds no message: none visible, none delayed, none in flight. */
  drained(): Promise<void>;
  /** Resolves when the batch in hand is done; takes no new one. */
  stop(): Promise<void>;
}

/**
 * Feeds a queue function the way Lambda's SQS event source does: batches, partial batch responses (successes are
 * deleted, failures come back after the visibility timeout), dead-lettering by the queue's own redrive policy.
 */
export function startQueuePoller(options: QueuePollerOptions): QueuePoller {
  let stopping = false;
  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        const messages = await receiveBatch(options);
        if (messages.length > 0) await handleBatch(options, messages);
      } catch (error) {
        options.onError(options.functionName, error);
        await pause(PAUSE_AFTER_ERROR_MS);
      }
    }
  };
  const running = run();
  return {
    drained: async () => {
      while (!stopping && (await depth(options)) > 0) await pause(DRAIN_CHECK_MS);
    },
    stop: async () => {
      stopping = true;
      await running;
    },
  };
}

async function receiveBatch(options: QueuePollerOptions): Promise<Message[]> {
  const messages: Message[] = [];
  let isWindowOpen = options.batchingWindowMs !== undefined;
  while (messages.length < options.batchSize) {
    const { Messages: received = [] } = await options.client.send(
      new ReceiveMessageCommand({
        QueueUrl: options.queueUrl,
        MaxNumberOfMessages: Math.min(SQS_BATCH, options.batchSize - messages.length),
        VisibilityTimeout: options.visibilityTimeoutSeconds,
        WaitTimeSeconds: messages.length === 0 ? WAIT_SECONDS : 0,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    messages.push(...received);
    if (received.length > 0) continue;
    if (messages.length === 0 || !isWindowOpen) break;
    isWindowOpen = false;
    await pause(options.batchingWindowMs ?? 0);
  }
  return messages;
}

async function handleBatch(options: QueuePollerOptions, messages: readonly Message[]): Promise<void> {
  const context = lambdaContext(options.functionName, options.visibilityTimeoutSeconds * 1000);
  const response = await options.handler(toSqsEvent(messages, options.queueArn), context);
  const done = succeeded(messages, response);
  for (let start = 0; start < done.length; start += SQS_BATCH) {
    const entries = done.slice(start, start + SQS_BATCH).map((message, index) => ({
      Id: String(index),
      ReceiptHandle: message.ReceiptHandle,
    }));
    await options.client.send(
      new DeleteMessageBatchCommand({ QueueUrl: options.queueUrl, Entries: entries }),
    );
  }
}

/** As Lambda reads a partial batch response: a failure that names no message of the batch fails all of it. */
function succeeded(messages: readonly Message[], response: SQSBatchResponse | undefined): readonly Message[] {
  const failed = new Set(response?.batchItemFailures.map((failure) => failure.itemIdentifier) ?? []);
  const known = new Set(messages.map((message) => message.MessageId));
  for (const id of failed) if (!known.has(id)) return [];
  return messages.filter((message) => message.MessageId === undefined || !failed.has(message.MessageId));
}

async function depth({ client, queueUrl }: QueuePollerOptions): Promise<number> {
  const { Attributes: attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(attributes).reduce((sum, count) => sum + Number(count), 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
