import {
  GetQueueAttributesCommand,
  type QueueAttributeName,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { WorkQueue } from '../../app/ports/work-queue.ts';
import { UnavailableError } from '../../core/errors.ts';
import { backOff } from '../back-off.ts';
import type { MessageCodec } from '../message-codec.ts';
import { translatingErrors } from '../translate-aws-error.ts';

/** SQS's limit on one batch. */
const BATCH = 10;
/** Batches under way at once. */
const PARALLEL = 8;
const ATTEMPTS = 5;
const UNDER_WAY: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** What makes a queue hold messages back so that they come together. */
export interface Gathering {
  /** Messages become visible at the next whole multiple of so many seconds since 1970; at most 900, SQS's longest delay. */
  readonly seconds: number;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * An SQS queue. A send that fails part-way has delivered some messages and may deliver them again when repeated, which
 * the consumers expect of a queue anyway.
 */
export function createSqsWorkQueue<Message>(
  client: SQSClient,
  queueUrl: string,
  codec: MessageCodec<Message>,
  gathering?: Gathering,
): WorkQueue<Message> {
  return {
    async send(messages) {
      const delay = delayOf(gathering);
      const bodies = messages.map((message) => codec.serialize(message));
      for (let start = 0; start < bodies.length; start += BATCH * PARALLEL) {
        const batches = Array.from({ length: PARALLEL }, (_, lane) => {
          const from = start + lane * BATCH;
          return sendBatch(client, queueUrl, bodies.slice(from, from + BATCH), delay);
        });
        await Promise.all(batches);
      }
    },
    async redeliver(body) {
      await translatingErrors('queue-unavailable', () =>
        client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body })),
      );
    },
    async underWay() {
      const { Attributes = {} } = await translatingErrors('queue-unavailable', () =>
        client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: UNDER_WAY })),
      );
      return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
    },
  };
}

function delayOf(gathering: Gathering | undefined): { readonly DelaySeconds?: number } {
  if (gathering === undefined) return {};
  const { seconds, now } = gathering;
  return { DelaySeconds: Math.ceil(seconds - ((now() / 1000) % seconds)) };
}

/** Sends at most {@link BATCH} bodies; those that SQS refuses singly are sent again, a few times. */
async function sendBatch(
  client: SQSClient,
  queueUrl: string,
  bodies: readonly string[],
  delay: { readonly DelaySeconds?: number },
): Promise<void> {
  let pending = bodies;
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) {
      throw new UnavailableError('queue-unavailable', 'The queue keeps refusing messages; repeat the call.', {
        details: { refused: pending.length },
      });
    }
    if (attempt > 0) await backOff(attempt);
    const Entries = pending.map((MessageBody, index) => ({ Id: String(index), MessageBody, ...delay }));
    const { Failed = [] } = await translatingErrors('queue-unavailable', () =>
      client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries })),
    );
    const forGood = Failed.find(({ SenderFault }) => SenderFault);
    if (forGood !== undefined) throw new Error(`The queue refuses a message for good (${forGood.Code}).`);
    const refused = new Set(Failed.map(({ Id }) => Id));
    pending = pending.filter((_, index) => refused.has(String(index)));
  }
}
