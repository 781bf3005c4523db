import { indexAt } from '../linear-algebra/index-at.ts';

const REMAINDERS = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/**
 * The CRC-32 of the bytes as an unsigned number; it finds every change of up to 32 neighbouring bits.
 * @see ISO 3309; the polynomial of Ethernet, gzip and PNG.
 */
export function crc32(bytes: Uint8Array): number {
  let remainder = -1;
  for (const byte of bytes) remainder = (remainder >>> 8) ^ indexAt(REMAINDERS, (remainder ^ byte) & 0xff);
  return ~remainder >>> 0;
}
