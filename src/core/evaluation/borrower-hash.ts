import { fnv1a } from '../decision/fnv-1a.ts';

/**
 * A number in 0 … 2³² − 1 that depends on the borrower, the seed and the stream alone, so that parts of a log that are
 * read apart agree on it. Streams are as good as independent of each other.
 * @remarks FNV-1a, spread by MurmurHash3's finaliser.
 */
export function borrowerHash(borrower: string, seed: number): (stream: number) => number {
  const start = mix(fnv1a(borrower) ^ mix(seed | 0));
  return (stream) => mix(start + Math.imul(stream + 1, 0x9e3779b9));
}

function mix(word: number): number {
  let hash = word | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
