import { applyOverrides } from './overrides/apply-overrides.ts';
import { PACKS } from './packs/packs.ts';
import type { ContactRule } from './rule.ts';
import type { RuleSettings } from './rule-settings.ts';

/** The rules of the packs that the settings name, in the order of the packs, overrides applied; none without packs. */
export function chosenRules({
  packs = [],
  overrides = [],
}: Pick<RuleSettings, 'packs' | 'overrides'>): readonly ContactRule[] {
  return applyOverrides(
    packs.flatMap((pack) => PACKS[pack]),
    overrides,
  );
}
