import { naturalLogarithm } from '../pooling/natural-logarithm.ts';

/**
 * What every bin counts for at least, as a share: without it one empty bin would make the index infinite. Each share p
 * becomes p·(1 − n·floor) + floor for n bins: still shares that sum to 1, and different ones stay different.
 */
export const SHARE_FLOOR = 0.0001;

/** From these on a population counts as worth watching, and as shifted. */
export const WATCH_FROM = 0.1;
export const SHIFTED_FROM = 0.25;

export type Stability = 'stable' | 'watch' | 'shifted';

/**
 * The population stability index of two samples counted into the same bins: Σ (p − q)·ln(p ÷ q) over the bins' shares.
 * At least 0, the same in both directions, and 0 only where all shares are the same.
 * @param reference,current Counts of the bins, in one order, each with a sum above 0.
 * @remarks The symmetrised Kullback-Leibler divergence (Jeffreys), in nats.
 * @see Yurdakul and Naranjo, Statistical properties of the population stability index, Journal of Risk Model
 * Validation 14(4), 2020.
 */
export function populationStability(reference: readonly number[], current: readonly number[]): number {
  const p = flooredShares(reference);
  const q = flooredShares(current);
  return p.reduce((sum, share, bin) => {
    const other = q[bin] ?? 0;
    // A rounded logarithm may tell two shares that hardly differ the wrong way round.
    return sum + Math.max(0, (share - other) * (naturalLogarithm(share) - naturalLogarithm(other)));
  }, 0);
}

/**
 * The index that chance makes on average of two samples of one population: (bins − 1)·(1/m + 1/n). With samples too
 * small it passes any threshold by itself.
 */
export function stabilityByChance(bins: number, m: number, n: number): number {
  return (bins - 1) * (1 / m + 1 / n);
}

export function stabilityOf(index: number): Stability {
  if (index < WATCH_FROM) return 'stable';
  return index < SHIFTED_FROM ? 'watch' : 'shifted';
}

function flooredShares(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (count / total) * (1 - counts.length * SHARE_FLOOR) + SHARE_FLOOR);
}
