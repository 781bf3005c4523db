import { EFFECT_KINDS } from './effect.ts';
import { findEffectLevels } from './effect-levels.ts';
import { type EvidenceParts, evidenceParts } from './log-evidence.ts';
import { type PooledArm, unpackArm } from './pooled-arm.ts';
import { RATIO_NAMES, type ScaleRatios } from './scale-ratios.ts';
import { eliminateArms, type SharedSystem } from './shared-system.ts';
import { solveEffects } from './solve-effects.ts';

/**
 * The evidence of these arms' rewards as a function of the scales ÷ noise; each point is worked out once.
 * @remarks Points with the same arm ratio share the elimination of the arms' own rests, which is most of the work where
 * there are few effects. No covariance is formed.
 * @throws {CorruptStateError} `not-positive-definite`, from the function returned.
 */
export function evidenceSurface(
  arms: readonly PooledArm[],
  dimension: number,
): (ratios: ScaleRatios) => EvidenceParts {
  const unpacked = arms.map((arm) => unpackArm(arm, dimension));
  const groups = findEffectLevels(arms, new Set(EFFECT_KINDS));
  const systems = new Map<number, SharedSystem>();
  const known = new Map<string, EvidenceParts>();

  const systemAt = (ratio: number): SharedSystem => {
    const system = systems.get(ratio) ?? eliminateArms(unpacked, groups, dimension, ratio * ratio).system;
    systems.set(ratio, system);
    return system;
  };
  return (ratios) => {
    const key = RATIO_NAMES.map((name) => ratios[name]).join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const system = systemAt(ratios.arm);
    const parts = evidenceParts(
      system,
      solveEffects(
        system,
        groups.levels.map(({ kind }) => ratios[kind]),
      ),
    );
    known.set(key, parts);
    return parts;
  };
}
