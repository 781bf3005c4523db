/**
 * The policy's shares mixed with an even share for each action: (1 − ε)·share + ε/K.
 * @remarks Bounds every importance weight by K/ε, so that other policies can be valued on the log.
 */
export function withFloor(shares: Float64Array, epsilon: number): Float64Array {
  const floor = epsilon / shares.length;
  return shares.map((share) => (1 - epsilon) * share + floor);
}

/** The part of a probability made by {@link withFloor} that is the even share: (ε/K) ÷ p, in [0, 1]; 0 without ε. */
export function floorShareOf(probability: number, actions: number, epsilon: number): number {
  if (epsilon === 0) return 0;
  return Math.min(1, epsilon / actions / probability);
}
