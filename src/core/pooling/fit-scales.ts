import { InvalidInputError } from '../errors.ts';
import { ascend } from './ascend.ts';
import { DEFAULT_SCALES } from './default-scales.ts';
import { EFFECT_KINDS } from './effect.ts';
import { evidenceSurface } from './evidence-surface.ts';
import { findScaleFaults } from './find-scale-faults.ts';
import { bestNoise, isSpread, leastNoise, logEvidenceOf } from './log-evidence.ts';
import { type DenseArm, type PooledArm, unpackArm } from './pooled-arm.ts';
import type { PoolingScales } from './pooling-scales.ts';
import { nearestRatio } from './ratio-grid.ts';
import { mapRatios, RATIO_NAMES, type RatioName, type ScaleRatios, scalesOf } from './scale-ratios.ts';

export interface FitInput {
  /** d. */
  readonly dimension: number;
  readonly arms: readonly PooledArm[];
  /** Where to begin; the defaults when absent. */
  readonly start?: PoolingScales;
  /** The effects to fit besides the base; the others are left out. */
  readonly effects: readonly ('channel' | 'day' | 'slot')[];
}

/** Scales that were tried, and how probable they make the rewards. */
export interface ScaleTrial {
  readonly scales: PoolingScales;
  readonly logEvidence: number;
}

export interface FittedScales extends ScaleTrial {
  /** Every trial in the order made, the start first. */
  readonly evaluations: readonly ScaleTrial[];
}

/**
 * The scales under which the rewards that were seen are most probable: the noise in closed form, the others ÷ noise on
 * a grid of factors √2, by coordinate ascent.
 * @remarks Deterministic, and never less probable than the start. An effect gets the scale 0 when the data speak
 * against it; where they are silent (no such arms, one level, cold arms) it keeps what it began with. Rewards that
 * don't vary say nothing about scales, so the start is the answer.
 * @see MacKay, "Bayesian Interpolation", 1992 (type II maximum likelihood).
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

  const atStart = surface(only((name) => start[name] / start.noise));
  const first: ScaleTrial = {
    scales: { noise: start.noise, ...only((name) => start[name]) },
    logEvidence: logEvidenceOf(atStart, start.noise),
  };
  const evaluations = [first];
  const variance = rewardVariance(unpacked);
  if (!isSpread(variance)) return { ...first, evaluations };

  const tryOut = (ratios: ScaleRatios): ScaleTrial => {
    const parts = surface(ratios);
    const noise = bestNoise(parts, leastNoise(variance));
    const trial = { scales: scalesOf(ratios, noise), logEvidence: logEvidenceOf(parts, noise) };
    evaluations.push(trial);
    return trial;
  };
  const origin = only((name) => {
    const scales = start[name] > 0 ? start : DEFAULT_SCALES;
    return nearestRatio(scales[name] / scales.noise);
  });
  const names = RATIO_NAMES.filter((name) => fitted.has(name));
  const best = ascend(origin, names, tryOut);
  return { ...(best.logEvidence > first.logEvidence ? best : first), evaluations };
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
