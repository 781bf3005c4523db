import { DEFAULT_SCALES } from './default-scales.ts';
import { naturalLogarithm } from './natural-logarithm.ts';
import type { RatioName, ScaleRatios } from './scale-ratios.ts';

/** Nats that a scale has to earn for each factor e by which it is believed to be below its default. */
const CAUTION = 5;

/** Below this part of its default a scale is as good as absent: nothing more has to be earned. */
const ABSENT = 1 / 16;

/**
 * What these scales ÷ noise have to earn in evidence before they are believed, in nats, ≥ 0: 5·ln(default ÷ ratio) for
 * each ratio below its default, and no more than for a sixteenth of it.
 * @param names the ratios to look at.
 * @remarks A scale estimated from few arms often comes out far too small, or as 0 (Chung, Rabe-Hesketh, Dorie, Gelman
 * and Liu, "A Nondegenerate Penalized Likelihood Estimator for Variance Parameters in Multilevel Models", 2013). A
 * bandit can't afford that: widths would shrink, arms rarely tried would count as known, and nothing would be tried that
 * could prove it wrong. A scale that is too large only costs some exploration, so growing is free. With many outcomes
 * the evidence outweighs this.
 */
export function scalePenalty(ratios: ScaleRatios, names: Iterable<RatioName>): number {
  let penalty = 0;
  for (const name of names) {
    const part = ratios[name] / (DEFAULT_SCALES[name] / DEFAULT_SCALES.noise);
    if (part < 1) penalty -= CAUTION * naturalLogarithm(Math.max(ABSENT, part));
  }
  return penalty;
}
