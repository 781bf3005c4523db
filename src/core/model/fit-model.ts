import type { ActionId } from '../identifiers.ts';
import type { ArmGroups } from '../pooling/arm-groups.ts';
import { type FittedScales, fitScales } from '../pooling/fit-scales.ts';
import type { PooledArm } from '../pooling/pooled-arm.ts';
import { EMPTY_STATISTICS } from './fold.ts';
import type { Statistics } from './statistics.ts';
import { layOut } from './sums.ts';

export interface FitModelInput {
  readonly names: readonly string[];
  readonly arms: readonly { readonly action: ActionId; readonly groups: ArmGroups }[];
  readonly statistics: ReadonlyMap<ActionId, Statistics>;
}

/** The pooling scales under which these statistics are most probable, with every setting that was tried. */
export function fitModel(learned: FitModelInput): FittedScales {
  return fitScales({
    dimension: learned.names.length,
    arms: armsToFit(learned),
    effects: fittedEffects(learned),
  });
}

/** The arms' sums laid out for the names, in one order. */
export function armsToFit({ names, arms, statistics }: FitModelInput): readonly PooledArm[] {
  return arms
    .toSorted((a, b) => (a.action < b.action ? -1 : 1))
    .map(({ action, groups }) => ({
      groups,
      sums: layOut(statistics.get(action) ?? EMPTY_STATISTICS, names),
    }));
}

/** The effects that some arm has; one that all arms share keeps what it began with, so that a second level is not taken for known. */
export function fittedEffects({ arms }: FitModelInput): readonly ('channel' | 'day' | 'slot')[] {
  return (['channel', 'day', 'slot'] as const).filter((kind) =>
    arms.some(({ groups }) => groups[kind] !== undefined),
  );
}
