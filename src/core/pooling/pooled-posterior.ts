import { InvalidInputError } from '../errors.ts';
import { type ArmPosterior, armPosterior } from './arm-posterior.ts';
import { EFFECT_KINDS, type Effect } from './effect.ts';
import { findEffectLevels } from './effect-levels.ts';
import { findScaleFaults } from './find-scale-faults.ts';
import { evidenceParts, logEvidenceOf } from './log-evidence.ts';
import { type PooledArm, unpackArm } from './pooled-arm.ts';
import type { PoolingScales } from './pooling-scales.ts';
import { effectsPosterior, meanOf, sumOfEffects } from './shared-belief.ts';
import { eliminateArms } from './shared-system.ts';
import { solveEffects } from './solve-effects.ts';

export interface PooledInput {
  /** d. */
  readonly dimension: number;
  readonly arms: readonly PooledArm[];
  readonly scales: PoolingScales;
}

export interface PooledPosterior {
  /** In the order of the arms given. */
  readonly arms: readonly ArmPosterior[];
  /** Posterior means of the effects that have a scale above 0 and occur in an arm. */
  readonly effects: readonly Effect[];
  /** ln p(all rewards | contexts, scales). */
  readonly logEvidence: number;
}

/**
 * What the arms' sums say about every arm, when arms of the same channel, days or time of day resemble each other:
 * θ_a = base + channel + day + slot + rest_a, each drawn around 0 with its scale, and r = xᵀθ_a + noise.
 * @remarks Exactly the posterior of one joint Bayesian regression over all effects and rests, by integrating the rests
 * out arm by arm. With no effect it is the ridge regression of each arm with λ = (noise ÷ arm)²; with only the base it
 * is Li's hybrid LinUCB. A cold arm gets the sum of its effects, with their uncertainty and its own rest's. Only
 * + − × ÷ √ in a fixed order: same input, same bits.
 * @see Hong, Kveton, Zaheer and Ghavamzadeh, "Hierarchical Bayesian Bandits", 2022; Li, Chu, Langford and Schapire 2010,
 * algorithm 2.
 * @throws {InvalidInputError} `config-invalid` when a scale is out of range.
 * @throws {CorruptStateError} `not-positive-definite` when sums can't be sums of x·xᵀ.
 */
export function pooledPosterior({ dimension, arms, scales }: PooledInput): PooledPosterior {
  const faults = findScaleFaults(scales);
  if (faults.length > 0) {
    throw new InvalidInputError('config-invalid', 'The model can not be built with these scales.', {
      fields: faults,
    });
  }
  const { noise } = scales;
  const kinds = new Set(EFFECT_KINDS.filter((kind) => scales[kind] / noise > 0));
  const { levels, memberships } = findEffectLevels(arms, kinds);
  const ratios = levels.map(({ kind }) => scales[kind] / noise);
  const variance = (scales.arm / noise) * (scales.arm / noise);

  const unpacked = arms.map((arm) => unpackArm(arm, dimension));
  const { system, arms: own } = eliminateArms(unpacked, { levels, memberships }, dimension, variance);
  const solved = solveEffects(system, ratios);
  const shared = effectsPosterior(solved, dimension, ratios);
  return {
    arms: own.map((arm, index) =>
      armPosterior(arm, sumOfEffects(shared, memberships[index] ?? []), variance, noise),
    ),
    effects: levels.map((level, place) => ({ ...level, values: meanOf(shared, place) })),
    logEvidence: logEvidenceOf(evidenceParts(system, solved), noise),
  };
}
