import { PACKS } from './packs/packs.ts';
import type { ContactRule } from './rule.ts';
import type { RuleSettings } from './rule-settings.ts';

/** The rules of the packs that the settings name, in the order of the packs; none when they name none. */
export function chosenRules({ packs = [] }: Pick<RuleSettings, 'packs'>): readonly ContactRule[] {
  return packs.flatMap((pack) => PACKS[pack]);
}
