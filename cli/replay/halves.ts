import type { Sha256 } from '../../src/app/ports/sha256.ts';
import { drawsOf } from './draws.ts';

/** Which half of the file a row belongs to: by a hash of its number alone, so the halves never change. */
export function halfOf(sha256: Sha256, rowNumber: number): 0 | 1 {
  const [draw = 0] = drawsOf(sha256, `replay half\n${rowNumber}`, 1);
  return draw < 0.5 ? 0 : 1;
}
