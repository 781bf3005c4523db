/** Four 32-bit words, not all zero. */
export type XoshiroState = readonly [number, number, number, number];

/**
 * The generator xoshiro128** 1.1: each call returns the next word, an unsigned 32-bit integer.
 * @see Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 2021.
 */
export function xoshiro128(seed: XoshiroState): () => number {
  let [a, b, c, d] = seed;
  return () => {
    const word = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return word;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
