import { describe, expect, test } from 'vitest';
import { createMemoryWorkQueue } from '../../../src/adapters/memory/memory-work-queue.ts';
import { creditCodec } from '../../../src/adapters/message-codec.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';
import { decisionId } from '../../support/builders/identifiers.ts';

const credits = (...numbers: number[]) => numbers.map((n) => ({ decisionId: decisionId(n) }));

describe('a queue in memory', () => {
  test('hands out the oldest first and knows how many wait', async () => {
    const queue = createMemoryWorkQueue(creditCodec);
    await queue.send(credits(1, 2, 3));
    expect(queue.size).toBe(3);
    expect(queue.take(2)).toStrictEqual(credits(1, 2));
    expect(queue.size).toBe(1);
    expect(queue.take(9)).toStrictEqual(credits(3));
    expect(queue.take(9)).toStrictEqual([]);
  });

  test('keeps everything when something unreadable would be taken', async () => {
    const queue = createMemoryWorkQueue(creditCodec);
    await queue.send(credits(1));
    await queue.redeliver('{');
    expect(() => queue.take(2)).toThrow(InvalidInputError);
    expect(queue.size).toBe(2);
    expect(queue.take(1)).toStrictEqual(credits(1));
    expect(queue.takeBodies(5)).toStrictEqual(['{']);
  });
});
