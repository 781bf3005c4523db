import type { SequenceSettings } from './asymptotic-confidence-sequence.ts';
import type { BinaryCounts } from './beta-binomial-mixture.ts';
import { findCrossing } from './find-crossing.ts';
import { logUpperBetaIntegral } from './incomplete-beta.ts';
import { bestOneSidedPrecision } from './normal-mixture.ts';
import { requireNumber } from './require-number.ts';

/** A mixture flatter than this would need a precision of 0 or less. */
const SMALLEST_SHARE = 1e-3;
const SMALLEST_RATE = 1e-12;

/**
 * ln of the e-value against "each trial succeeds with a probability of at most `rate`, given those before": the
 * likelihood ratio to it of a beta mixture over larger rates only.
 *
 * ∫ₚ¹ uᵃ⁺ˢ⁻¹(1 − u)ᵇ⁺ⁿ⁻ˢ⁻¹ du ÷ (∫ₚ¹ uᵃ⁻¹(1 − u)ᵇ⁻¹ du · pˢ(1 − p)ⁿ⁻ˢ) with a and b as in the two-sided mixture.
 * @param rate p in (0, 1).
 * @remarks Exact for any number of trials and looks. Each ratio in the mixture rises with a success and falls with a
 * failure, so probabilities below p, even changing ones, only lower its mean: a two-sided mixture promises nothing of that
 * kind, and would need twice the evidence besides. For the same reason more successes in the same trials never lower it.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range; a level must be below ½.
 * @see Howard et al., Annals of Statistics 2021, proposition 7, one-sided.
 */
export function logEvidenceAboveRate(
  { successes, trials }: BinaryCounts,
  rate: number,
  { level, tunedFor }: SequenceSettings,
): number {
  requireNumber('trials', trials, { atLeast: 1 });
  requireNumber('successes', successes, { atLeast: 0, atMost: trials });
  requireNumber('rate', rate, { above: 0, below: 1 });
  const spread = rate * (1 - rate);
  const precision = Math.max(
    bestOneSidedPrecision(tunedFor * spread, level) - spread,
    SMALLEST_SHARE * spread,
  );
  const [a, b] = [precision / (1 - rate), precision / rate];
  const failures = trials - successes;
  const mixed = logUpperBetaIntegral(a + successes, b + failures, rate) - logUpperBetaIntegral(a, b, rate);
  return mixed - successes * Math.log(rate) - failures * Math.log1p(-rate);
}

/**
 * A bound that may be looked at after every trial: the probability that it is ever above every trial's rate is at most
 * the level, exactly. 0 without a success.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range.
 */
export function rateLowerBound(counts: BinaryCounts, settings: SequenceSettings): number {
  const found = counts.successes / counts.trials;
  if (!(found > 0)) return 0;
  const enough = -Math.log(settings.level);
  const excess = (miss: number): number => logEvidenceAboveRate(counts, 1 - miss, settings) - enough;
  return 1 - findCrossing(excess, 1 - Math.min(found, 1 - SMALLEST_RATE), 1 - SMALLEST_RATE);
}
