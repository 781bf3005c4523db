import type { ArmGroups } from './arm-groups.ts';
import { EFFECT_KINDS, type EffectKind } from './effect.ts';

/** One of the effects that arms share. */
export interface EffectLevel {
  readonly kind: EffectKind;
  /** Which channel, days or time of day; empty for the base. */
  readonly name: string;
}

export interface EffectLevels {
  /** Kinds in the order of `EFFECT_KINDS`, names within one by code unit. */
  readonly levels: readonly EffectLevel[];
  /** For each arm the places in `levels` of the effects it has part in, ascending. */
  readonly memberships: readonly (readonly number[])[];
}

/** The effects of these kinds that occur in any arm, cold ones included, and which arm has part in which. */
export function findEffectLevels(
  arms: readonly { readonly groups: ArmGroups }[],
  kinds: ReadonlySet<EffectKind>,
): EffectLevels {
  const levels = EFFECT_KINDS.filter((kind) => kinds.has(kind)).flatMap((kind) => {
    const names = arms.map(({ groups }) => nameOf(groups, kind)).filter((name) => name !== undefined);
    return [...new Set(names)].sort().map((name): EffectLevel => ({ kind, name }));
  });
  const memberships = arms.map(({ groups }) =>
    levels.flatMap(({ kind, name }, place) => (nameOf(groups, kind) === name ? [place] : [])),
  );
  return { levels, memberships };
}

function nameOf(groups: ArmGroups, kind: EffectKind): string | undefined {
  return kind === 'base' ? '' : groups[kind];
}
