import type { ActionId } from '../identifiers.ts';
import type { ArmGroups } from '../pooling/arm-groups.ts';
import { type FittedScales, fitScales } from '../pooling/fit-scales.ts';
import { EMPTY_STATISTICS } from './fold.ts';
import type { Statistics } from './statistics.ts';
import { layOut } from './sums.ts';

export interface FitModelInput {
  readonly names: readonly string[];
  readonly arms: readonly { readonly action: ActionId; readonly groups: ArmGroups }[];
  readonly statistics: ReadonlyMap<ActionId, Statistics>;
}

/** The pooling scales under which these statistics are most probable, with every setting that was tried. */
export function fitModel({ names, arms, statistics }: FitModelInput): FittedScales {
  const laidOut = arms
    .toSorted((a, b) => (a.action < b.action ? -1 : 1))
    .map(({ action, groups }) => ({
      groups,
      sums: layOut(statistics.get(action) ?? EMPTY_STATISTICS, names),
    }));
  const effects = (['channel', 'day', 'slot'] as const).filter(
    (kind) => new Set(arms.map(({ groups }) => groups[kind])).size > 1,
  );
  return fitScales({ dimension: names.length, arms: laidOut, effects });
}
