import type { Message } from '@aws-sdk/client-sqs';
import type { RandomSource } from '../../src/core/simulation/random-source.ts';
import { type Instant, plusMs } from '../../src/core/time/instant.ts';
import { MAX_RECEIVE_COUNT } from '../../src/shared-names.ts';

interface Waiting {
  readonly id: string;
  readonly body: string;
  /** By the computer's clock, which the functions go by: simulated days are no time to wait for a decision. */
  readonly sentAt: number;
  received: number;
  hiddenUntil: Instant | undefined;
}

/** A standard queue on a simulated clock: no order, visibility timeouts, receive counts, a dead-letter queue. */
export interface SimulatedQueue {
  send(bodies: readonly string[]): void;
  /** Hands out visible messages, any of them, and hides them; those handed out too often go to the dead letters. */
  receive(most: number, now: Instant): Message[];
  /** Takes messages off the queue; those that went already are no fault. */
  delete(ids: readonly string[]): void;
  /** Messages on the queue, hidden ones too. */
  readonly size: number;
  /** Puts the dead letters back, as new messages; how many there were. */
  redrive(): number;
  /** How often a message was handed out that had been before. */
  readonly redeliveries: number;
}

export function simulatedQueue(name: string, visibilityMs: number, random: RandomSource): SimulatedQueue {
  const visible: Waiting[] = [];
  const hidden = new Map<string, Waiting>();
  const deadLetters: string[] = [];
  let sent = 0;
  let redeliveries = 0;

  const send = (bodies: readonly string[]): void => {
    for (const body of bodies) {
      sent += 1;
      visible.push({
        id: `${name}-${sent}`,
        body,
        sentAt: Date.now(),
        received: 0,
        hiddenUntil: undefined,
      });
    }
  };

  const comeBack = (now: Instant): void => {
    for (const [id, message] of hidden) {
      if (message.hiddenUntil === undefined || message.hiddenUntil > now) continue;
      hidden.delete(id);
      visible.push(message);
    }
  };

  const takeAny = (): Waiting | undefined => {
    const last = visible.pop();
    if (last === undefined || visible.length === 0) return last;
    const place = random.index(visible.length + 1);
    const chosen = visible[place];
    if (chosen === undefined) return last;
    visible[place] = last;
    return chosen;
  };

  return {
    send,
    receive(most, now) {
      comeBack(now);
      const messages: Message[] = [];
      while (messages.length < most) {
        const message = takeAny();
        if (message === undefined) break;
        message.received += 1;
        if (message.received > MAX_RECEIVE_COUNT) {
          deadLetters.push(message.body);
          continue;
        }
        if (message.received > 1) redeliveries += 1;
        message.hiddenUntil = plusMs(now, visibilityMs);
        hidden.set(message.id, message);
        messages.push({
          MessageId: message.id,
          ReceiptHandle: message.id,
          Body: message.body,
          Attributes: {
            ApproximateReceiveCount: String(message.received),
            SentTimestamp: String(message.sentAt),
          },
        });
      }
      return messages;
    },
    delete(ids) {
      for (const id of ids) hidden.delete(id);
    },
    get size() {
      return visible.length + hidden.size;
    },
    redrive() {
      const bodies = deadLetters.splice(0);
      send(bodies);
      return bodies.length;
    },
    get redeliveries() {
      return redeliveries;
    },
  };
}
