import { PACKS } from '../packs/packs.ts';
import type { ContactRule } from '../rule.ts';
import type { Acknowledgement, PackId, RuleSettings } from '../rule-settings.ts';
import { overrideChanges } from './override-changes.ts';

/** Something in which a rule is looser than its pack has it, and who answers for that. */
export interface AcknowledgedLoosening extends Acknowledgement {
  /** `id@version`. */
  readonly rule: string;
  /** In plain words, e.g. `limit: 7 becomes 10`. */
  readonly change: string;
}

/** All that the settings make looser than the packs, in the order of the overrides. */
export function acknowledgedLoosenings(
  { packs = [], overrides = [] }: Pick<RuleSettings, 'packs' | 'overrides'>,
  known: Readonly<Record<PackId, readonly ContactRule[]>> = PACKS,
): readonly AcknowledgedLoosening[] {
  const rules = packs.flatMap((pack) => known[pack]);
  return overrides.flatMap((override) => {
    const { acknowledged } = override;
    if (acknowledged === undefined) return [];
    return overrideChanges(rules, override)
      .filter(({ strictness }) => strictness === 'looser')
      .map(({ rule, change }) => ({ rule, change, ...acknowledged }));
  });
}
