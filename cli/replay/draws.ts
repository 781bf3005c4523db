import type { Sha256 } from '../../src/app/ports/sha256.ts';
import { WHOLE } from '../../src/core/policy/distribution.ts';

const DRAWS_PER_HASH = 8;
const BYTES_PER_DRAW = 4;

/**
 * `count` numbers in [0, 1) that depend on the key alone: 32-bit words of SHA-256. Whoever asks with the same key
 * gets the same luck, so policies are compared on common random numbers and a replay can be repeated.
 */
export function drawsOf(sha256: Sha256, key: string, count: number): number[] {
  const draws: number[] = [];
  for (let block = 0; draws.length < count; block++) {
    const digest = sha256(`${key}\n${block}`);
    const words = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
    for (let lane = 0; lane < DRAWS_PER_HASH && draws.length < count; lane++) {
      draws.push(words.getUint32(lane * BYTES_PER_DRAW) / WHOLE);
    }
  }
  return draws;
}
