import { describe, expect, test } from 'vitest';
import { DUE_SHARDS, dueShard } from '../../../src/adapters/dynamodb/due-shard.ts';
import type { DecisionId } from '../../../src/core/identifiers.ts';
import { decisionId } from '../../support/builders/identifiers.ts';

describe('the shard of the due index', () => {
  test('of an id never changes, since it is stored', () => {
    const texts = ['', 'a', 'foobar', 'd_aaaaaaaaaaaaaaaaaaaaaaaaaa'];
    expect(texts.map((text) => dueShard(text as DecisionId))).toStrictEqual(['d5', 'd4', 'd0', 'd2']);
  });

  test('is one of those that are asked, and each takes about an eighth', () => {
    const counts = new Map(DUE_SHARDS.map((shard) => [shard, 0]));
    for (let n = 0; n < 8_000; n += 1) {
      const shard = dueShard(decisionId(n));
      expect(counts.has(shard)).toBe(true);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    // Binomial(8000, 1/8): the standard deviation is 30; six of them each way.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(180);
  });
});
