const MASK_64 = 0xffff_ffff_ffff_ffffn;

/**
 * A stream of 64-bit words from any 64-bit seed; used only to seed the generator proper.
 * @see Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014; constants of Vigna's
 * splitmix64.c.
 */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed & MASK_64;
  return () => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & MASK_64;
    let word = state;
    word = ((word ^ (word >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & MASK_64;
    word = ((word ^ (word >> 27n)) * 0x94d0_49bb_1331_11ebn) & MASK_64;
    return word ^ (word >> 31n);
  };
}
