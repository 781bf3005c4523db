import type { WorkQueue } from '../../app/ports/work-queue.ts';
import type { MessageCodec } from '../message-codec.ts';

/** A queue in this process's memory that its consumer empties; it keeps the wire form, as a real one does. */
export interface MemoryWorkQueue<Message> extends WorkQueue<Message> {
  /**
   * Removes and returns the oldest messages, at most `max`.
   * @throws {InvalidInputError} `message-unreadable` when one of them can't be read; nothing is removed then.
   */
  take(max: number): Message[];
  /** Removes and returns the oldest messages as they are on the wire, readable or not, at most `max`. */
  takeBodies(max: number): string[];
  /** How many messages wait. */
  readonly size: number;
}

export function createMemoryWorkQueue<Message>(codec: MessageCodec<Message>): MemoryWorkQueue<Message> {
  const waiting: string[] = [];
  return {
    async send(messages) {
      for (const message of messages) waiting.push(codec.serialize(message));
    },
    async redeliver(body) {
      waiting.push(body);
    },
    take(max) {
      const messages = waiting.slice(0, max).map((body) => codec.parse(body));
      waiting.splice(0, max);
      return messages;
    },
    takeBodies: (max) => waiting.splice(0, max),
    underWay: async () => waiting.length,
    get size() {
      return waiting.length;
    },
  };
}
