/** Bins of importance weights: 0, below 2⁻⁶, then one for each doubling, and all from 2²⁰ on. */
export const WEIGHT_BINS: readonly { readonly from: number; readonly below: number }[] = [
  { from: 0, below: Number.MIN_VALUE },
  { from: Number.MIN_VALUE, below: 2 ** -6 },
  ...Array.from({ length: 26 }, (_, index) => ({ from: 2 ** (index - 6), below: 2 ** (index - 5) })),
  { from: 2 ** 20, below: Number.POSITIVE_INFINITY },
];

/** The place among {@link WEIGHT_BINS} of a weight ≥ 0. */
export function weightBin(weight: number): number {
  if (weight === 0) return 0;
  if (weight < 2 ** -6) return 1;
  return Math.min(WEIGHT_BINS.length - 1, Math.floor(Math.log2(weight)) + 8);
}
