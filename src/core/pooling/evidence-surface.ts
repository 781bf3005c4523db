import type { EffectKind } from './effect.ts';
import { findEffectLevels } from './effect-levels.ts';
import { type EvidenceParts, evidenceParts } from './log-evidence.ts';
import type { DenseArm, PooledArm } from './pooled-arm.ts';
import type { ScaleRatios } from './scale-ratios.ts';
import { eliminateArms, type SharedSystem } from './shared-system.ts';
import { solveEffects } from './solve-effects.ts';

/**
 * The evidence of these arms' rewards as a function of the scales ÷ noise, without any covariance.
 * @param arms the groups of `unpacked`, in the same order.
 * @param kinds the effects to consider; the ratios of others are not looked at.
 * @remarks Points with the same arm ratio share the elimination of the arms' own rests.
 * @throws {CorruptStateError} `not-positive-definite`, from the function returned.
 */
export function evidenceSurface(
  arms: readonly Pick<PooledArm, 'groups'>[],
  unpacked: readonly DenseArm[],
  dimension: number,
  kinds: ReadonlySet<EffectKind>,
): (ratios: ScaleRatios) => EvidenceParts {
  const groups = findEffectLevels(arms, kinds);
  const systems = new Map<number, SharedSystem>();
  return (ratios) => {
    const system =
      systems.get(ratios.arm) ?? eliminateArms(unpacked, groups, dimension, ratios.arm * ratios.arm).system;
    systems.set(ratios.arm, system);
    const effects = solveEffects(
      system,
      groups.levels.map(({ kind }) => ratios[kind]),
    );
    return evidenceParts(system, effects);
  };
}
