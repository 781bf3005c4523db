import type { Experiment, Variant } from './experiment.ts';

/** The sum of the variants' shares. */
export function shareSum(variants: Experiment['variants']): number {
  return variants.reduce((sum, { share }) => sum + share, 0);
}

/**
 * The variant whose part of `whole` holds a position from 0 to below `whole`: parts in proportion to the shares, in the
 * variants' order.
 * @param whole A whole number whose product with the sum of the shares is below 2⁵³, so that nothing is rounded.
 */
export function pickVariant(
  variants: Experiment['variants'],
  position: number,
  whole: number,
): Variant | undefined {
  const point = position * shareSum(variants);
  let upTo = 0;
  return variants.find(({ share }) => {
    upTo += share * whole;
    return point < upTo;
  });
}
