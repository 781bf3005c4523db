import type { ConfidenceInterval } from '../evaluation/confidence-interval.ts';
import type { SequenceSettings } from './asymptotic-confidence-sequence.ts';
import { findCrossing } from './find-crossing.ts';
import { logBeta } from './log-gamma.ts';
import { bestPrecision } from './normal-mixture.ts';
import { requireLevel, requireNumber } from './require-number.ts';

export interface BinaryCounts {
  /** ≥ 0 and at most the trials. */
  readonly successes: number;
  /** ≥ 1. */
  readonly trials: number;
}

/**
 * ln of the e-value against one success rate: the likelihood ratio of a beta mixture, centred on the rate, to it.
 *
 * B(a + s, b + n − s) ÷ (B(a, b)·pˢ·(1 − p)ⁿ⁻ˢ) with a = r ÷ (1 − p), b = r ÷ p.
 * @param rate p in (0, 1), what is tested.
 * @remarks Exact for any number of trials and looks, also when the trials' rates are only all p given the past.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range.
 * @see Howard et al., Annals of Statistics 2021, proposition 7.
 */
export function logEvidenceAgainstRate(
  { successes, trials }: BinaryCounts,
  rate: number,
  { level, tunedFor }: SequenceSettings,
): number {
  requireNumber('trials', trials, { atLeast: 1 });
  requireNumber('successes', successes, { atLeast: 0, atMost: trials });
  requireNumber('rate', rate, { above: 0, below: 1 });
  const spread = rate * (1 - rate);
  const precision = Math.max(bestPrecision(tunedFor * spread, level) - spread, SMALLEST_SHARE * spread);
  const [a, b] = [precision / (1 - rate), precision / rate];
  const failures = trials - successes;
  const mixed = logBeta(a + successes, b + failures) - logBeta(a, b);
  return mixed - successes * Math.log(rate) - failures * Math.log1p(-rate);
}

/** A mixture flatter than this would need a precision of 0 or less. */
const SMALLEST_SHARE = 1e-3;

/**
 * An interval for a success rate that may be looked at after every trial: the probability that it ever leaves out the
 * rate is at most the level, exactly.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range.
 * @see Howard et al. 2021; equal to `bernoulli_confidence_interval` of their confseq.
 */
export function rateSequence(counts: BinaryCounts, settings: SequenceSettings): ConfidenceInterval {
  const trials = requireNumber('trials', counts.trials, { atLeast: 1 });
  const found = requireNumber('successes', counts.successes, { atLeast: 0, atMost: trials }) / trials;
  const enough = -Math.log(requireLevel(settings.level));
  const excess = (rate: number): number => logEvidenceAgainstRate(counts, rate, settings) - enough;
  return {
    lower: found <= 0 ? 0 : 1 - findCrossing((miss) => excess(1 - miss), 1 - found, 1 - SMALLEST_RATE),
    upper: found >= 1 ? 1 : findCrossing(excess, found, 1 - SMALLEST_RATE),
  };
}

/** Rates below this, or as close to 1, are not told apart. */
const SMALLEST_RATE = 1e-12;
