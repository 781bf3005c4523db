import { EFFECT_KINDS } from '../pooling/effect.ts';
import { evidenceSurface } from '../pooling/evidence-surface.ts';
import { logEvidenceOf } from '../pooling/log-evidence.ts';
import { unpackArm } from '../pooling/pooled-arm.ts';
import type { PoolingScales } from '../pooling/pooling-scales.ts';
import { scalePenalty } from '../pooling/scale-penalty.ts';
import { mapRatios } from '../pooling/scale-ratios.ts';
import type { ScaleTrial } from '../pooling/scale-trial.ts';
import { armsToFit, type FitModelInput, fittedEffects } from './fit-model.ts';

/**
 * What these statistics say for and against given scales.
 * @remarks Scales of effects that no two arms differ in have no part in it, as when they are fitted. Points with the
 * same arm ÷ noise share most of their work.
 * @throws {CorruptStateError} `not-positive-definite`, from the function returned.
 */
export function evidenceOf(learned: FitModelInput): (scales: PoolingScales) => ScaleTrial {
  const dimension = learned.names.length;
  const arms = armsToFit(learned);
  const kinds = new Set(
    EFFECT_KINDS.filter((kind) => kind === 'base' || fittedEffects(learned).includes(kind)),
  );
  const unpacked = arms.map((arm) => unpackArm(arm, dimension));
  const surface = evidenceSurface(arms, unpacked, dimension, kinds);
  return (scales) => {
    const ratios = mapRatios((name) => scales[name] / scales.noise);
    return {
      scales,
      logEvidence: logEvidenceOf(surface(ratios), scales.noise),
      penalty: scalePenalty(ratios, [...kinds, 'arm']),
    };
  };
}
