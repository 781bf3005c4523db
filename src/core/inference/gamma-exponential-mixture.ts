import { logGammaTails, logTruncatedGammaIntegral } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';
import { boundOf, type UniformBoundary } from './normal-mixture.ts';
import { requireNumber } from './require-number.ts';

/**
 * Bounds S from above for sub-exponential sums, E exp(λX) ≤ exp(v·(−ln(1 − cλ) − cλ) ÷ c²): a mixture over the tilts λ in
 * (0, 1/c) of which the bound is found by bisection.
 * @param precision ρ > 0, from `bestOneSidedPrecision`.
 * @param scale c > 0. Centred values of at most 1 with variance v are sub-exponential with c = ½: (k − 1)! ≥ 2^(k − 2)
 * makes every term of the series at least that of Bennett's e^λ − 1 − λ.
 * @throws {InvalidInputError} `config-invalid` when one isn't above 0.
 * @see Howard et al., Annals of Statistics 2021, proposition 9.
 */
export function gammaExponentialMixture(precision: number, scale: number): UniformBoundary {
  const square = requireNumber('scale', scale, { above: 0 }) ** 2;
  const prior = requireNumber('precision', precision, { above: 0 }) / square;
  const constant = prior * Math.log(prior) - logGamma(prior) - logGammaTails(prior, prior).lower;
  const logEvidence = (sum: number, variance: number): number => {
    const shape = variance / square + prior;
    const moved = sum / scale + variance / square;
    // The integral goes on below 0, where a sum falls far: evidence cut to 0 there would later rise from nothing.
    return constant + logTruncatedGammaIntegral(shape, moved + prior) + moved;
  };
  return { logEvidence, bound: (variance, level) => boundOf(logEvidence, variance, level) };
}
