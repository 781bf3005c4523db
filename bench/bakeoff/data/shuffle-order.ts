import { randomSource } from '../../../src/core/simulation/random-source.ts';

/**
 * The rows 0 … n − 1 in a random order that the seed decides (Fisher–Yates; Knuth, The Art of Computer Programming,
 * vol. 2, 3.4.2). Written out for the peers, so that everyone sees the same rows in the same order.
 */
export function shuffleOrder(n: number, seed: number): Int32Array {
  const random = randomSource(seed, 'shuffle', n);
  const order = Int32Array.from({ length: n }, (_, row) => row);
  for (let last = n - 1; last > 0; last -= 1) {
    const other = random.index(last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
