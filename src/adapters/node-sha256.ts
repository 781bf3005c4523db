import { createHash } from 'node:crypto';
import type { Sha256 } from '../app/ports/sha256.ts';

/** SHA-256 by Node's own OpenSSL; a plain `Uint8Array` of its own, not a view into a pool. */
export const nodeSha256: Sha256 = (input) => new Uint8Array(createHash('sha256').update(input).digest());
