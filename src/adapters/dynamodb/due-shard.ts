import type { DecisionId } from '../../core/identifiers.ts';

const SHARDS = 8;

/** The partitions of the `due` index, so that no single one takes all the writes. */
export const DUE_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => `d${shard}`);

/** The partition of a decision: FNV-1a (Fowler, Noll and Vo, 1991) of its id, modulo 8. Fixed for ever: it is stored. */
export function dueShard(id: DecisionId): string {
  let hash = 0x811c9dc5;
  for (let position = 0; position < id.length; position += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(position), 0x01000193);
  }
  return `d${(hash >>> 0) % SHARDS}`;
}
