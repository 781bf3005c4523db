import { fnv1a } from '../../core/decision/fnv-1a.ts';
import type { DecisionId } from '../../core/identifiers.ts';

const SHARDS = 8;

/** The partitions of the `due` index, so that no single one takes all the writes. */
export const DUE_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => `d${shard}`);

/** The partition of a decision: FNV-1a of its id, modulo 8. Fixed for ever: it is stored. */
export function dueShard(id: DecisionId): string {
  return `d${fnv1a(id) % SHARDS}`;
}
