import type { AssignmentRequest } from './assignment-request.ts';

/** Positions are whole numbers from 0 to below this, so that slices and shares are cut without rounding: 2³². */
export const POSITIONS = 2 ** 32;

/** Where a text falls among the positions: the first four bytes of its SHA-256, the highest first. Fixed for ever. */
export function hashPosition(sha256: AssignmentRequest['sha256'], ...parts: readonly string[]): number {
  const hash = sha256(parts.join('\n'));
  return new DataView(hash.buffer, hash.byteOffset, 4).getUint32(0);
}
