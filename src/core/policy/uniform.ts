/** 1/K for each of K actions. */
export function uniformShares(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}
