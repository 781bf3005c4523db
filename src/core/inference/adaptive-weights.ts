import { requireNumber } from './require-number.ts';

/** h = √e: every decision adds about the same variance. @param propensity e in (0, 1]. */
export function stableWeight(propensity: number): number {
  return Math.sqrt(requireNumber('propensity', propensity, { above: 0, atMost: 1 }));
}

export interface TwoPointSettings {
  /** T, how many decisions there are in all; whole, ≥ 1. */
  readonly decisions: number;
  /** α in [0, 1): propensities fall no faster than t^−α. The paper's experiments use 0.7. */
  readonly floorDecay: number;
}

/**
 * The weights h of one arm's decisions, in their order: h = √(e·s) with the share s of the variance that a stick-breaking
 * rule allots, s = λ·(1 − Σ earlier s), where λ = e ÷ (1 + T − t) + (1 − e)·(1 − α) ÷ ((1 − α) + T(t/T)^α − t).
 * @param propensities the arm's e in (0, 1], t = 1 … T.
 * @remarks λ mixes the two futures in which the arm is always chosen from now on, or only at the floor t^−α; for arms that
 * the policy favours, the weights are more even than {@link stableWeight}'s. Each depends on the past only.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range or there are more than T propensities.
 * @see Hadad et al., PNAS 2021, on two-point allocation.
 */
export function twoPointWeights(
  propensities: readonly number[],
  { decisions, floorDecay }: TwoPointSettings,
): number[] {
  requireNumber('decisions', decisions, { atLeast: Math.max(1, propensities.length) });
  requireNumber('floorDecay', floorDecay, { atLeast: 0, below: 1 });
  let left = 1;
  return propensities.map((propensity, index) => {
    requireNumber('propensity', propensity, { above: 0, atMost: 1 });
    const rate = allotment(propensity, index + 1, decisions, floorDecay);
    const share = rate * left;
    left -= share;
    return Math.sqrt(propensity * share);
  });
}

function allotment(propensity: number, t: number, decisions: number, floorDecay: number): number {
  const favoured = 1 / (1 + decisions - t);
  const own = 1 - floorDecay;
  const neglected = own / (own + decisions * (t / decisions) ** floorDecay - t);
  return propensity * favoured + (1 - propensity) * neglected;
}
