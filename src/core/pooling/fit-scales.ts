import { InvalidInputError } from '../errors.ts';
import { ascend } from './ascend.ts';
import { DEFAULT_SCALES } from './default-scales.ts';
import { EFFECT_KINDS } from './effect.ts';
import { evidenceSurface } from './evidence-surface.ts';
import { findScaleFaults } from './find-scale-faults.ts';
import { bestNoise, type EvidenceParts, isSpread, leastNoise, logEvidenceOf } from './log-evidence.ts';
import { type DenseArm, type PooledArm, unpackArm } from './pooled-arm.ts';
import type { PoolingScales } from './pooling-scales.ts';
import { nearestRatio } from './ratio-grid.ts';
import { scalePenalty } from './scale-penalty.ts';
import { mapRatios, RATIO_NAMES, type RatioName, type ScaleRatios, scalesOf } from './scale-ratios.ts';
import { type ScaleTrial, standingOf } from './scale-trial.ts';

export interface FitInput {
  /** d. */
  readonly dimension: number;
  readonly arms: readonly PooledArm[];
  /** Where to begin; the defaults when absent. */
  readonly start?: PoolingScales;
  /** The effects to fit besides the base; the others are left out. */
  readonly effects: readonly ('channel' | 'day' | 'slot')[];
}

export interface FittedScales extends ScaleTrial {
  /** Every trial in the order made, the start first. */
  readonly evaluations: readonly ScaleTrial[];
}

/**
 * The scales under which the rewards that were seen are most probable, less what `scalePenalty` asks of scales that are
 * small: the noise in closed form, the others ÷ noise on a grid of factors √2, by coordinate ascent.
 * @remarks Deterministic, and never worse than the start. An effect that the data speak against gets a small scale, never
 * 0: what was ruled out couldn't be found again by exploring. Where they are silent (no such arms, one level, cold arms)
 * it keeps what it began with. Rewards that don't vary say nothing about scales, so the start is the answer.
 * @see MacKay, "Bayesian Interpolation", 1992 (type II maximum likelihood); Chung, Rabe-Hesketh, Dorie, Gelman and Liu,
 * 2013 (penalised against scales that come out too small).
 * @throws {InvalidInputError} `config-invalid` when a scale of the start is out of range.
 * @throws {CorruptStateError} `not-positive-definite` when sums can't be sums of x·xᵀ.
 */
export function fitScales({ dimension, arms, start = DEFAULT_SCALES, effects }: FitInput): FittedScales {
  assertScales(start);
  const fitted = new Set<RatioName>(['base', ...effects, 'arm']);
  const only = (ratioOf: (name: RatioName) => number): ScaleRatios =>
    mapRatios((name) => (fitted.has(name) ? ratioOf(name) : 0));
  const unpacked = arms.map((arm) => unpackArm(arm, dimension));
  const kinds = new Set(EFFECT_KINDS.filter((kind) => fitted.has(kind)));
  const surface = evidenceSurface(arms, unpacked, dimension, kinds);

  const judge = (ratios: ScaleRatios, noiseFor: (parts: EvidenceParts) => number): ScaleTrial => {
    const parts = surface(ratios);
    const noise = noiseFor(parts);
    return {
      scales: scalesOf(ratios, noise),
      logEvidence: logEvidenceOf(parts, noise),
      penalty: scalePenalty(ratios, fitted),
    };
  };
  const first: ScaleTrial = {
    ...judge(
      only((name) => start[name] / start.noise),
      () => start.noise,
    ),
    // Not by way of the ratios, which would round them.
    scales: { noise: start.noise, ...only((name) => start[name]) },
  };
  const evaluations = [first];
  const variance = rewardVariance(unpacked);
  if (!isSpread(variance)) return { ...first, evaluations };

  const tryOut = (ratios: ScaleRatios): ScaleTrial => {
    const trial = judge(ratios, (parts) => bestNoise(parts, leastNoise(variance)));
    evaluations.push(trial);
    return trial;
  };
  const origin = only((name) => {
    const scales = start[name] > 0 ? start : DEFAULT_SCALES;
    return nearestRatio(scales[name] / scales.noise);
  });
  const names = RATIO_NAMES.filter((name) => fitted.has(name));
  const best = ascend(origin, names, tryOut);
  return { ...(standingOf(best) > standingOf(first) ? best : first), evaluations };
}

function assertScales(scales: PoolingScales): void {
  const fields = findScaleFaults(scales, '/start');
  if (fields.length === 0) return;
  throw new InvalidInputError('config-invalid', 'The search can not begin with these scales.', { fields });
}

/** Σr²/n − (Σr/n)² over all arms; 0 without rewards. */
function rewardVariance(arms: readonly DenseArm[]): number {
  let [count, sum, squares] = [0, 0, 0];
  for (const arm of arms) {
    count += arm.count;
    sum += arm.rewardSum;
    squares += arm.rewardSquareSum;
  }
  return count === 0 ? 0 : (squares - (sum * sum) / count) / count;
}
