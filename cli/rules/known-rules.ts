import type { Configuration } from '../../src/core/configuration.ts';
import { baseRules, HOUSE_CITATION } from '../../src/core/rules/base-rules.ts';
import { chosenRules } from '../../src/core/rules/chosen-rules.ts';
import { PACKS } from '../../src/core/rules/packs/packs.ts';
import { type Confidence, type ContactRule, ruleReference } from '../../src/core/rules/rule.ts';
import type { PackId, RuleOverride, RuleSettings } from '../../src/core/rules/rule-settings.ts';

/** `law`, `policy`, or nothing when it does not concern this servicer. */
export type BindingHere = ContactRule['binding'] | 'none';

/** A rule as a configuration knows it. */
export interface KnownRule {
  /** `id@version`. */
  readonly reference: string;
  readonly pack: PackId | 'base';
  readonly kind: string;
  readonly title: string;
  readonly citation: string;
  readonly jurisdiction: string;
  /** What it is to this servicer. */
  readonly binding: BindingHere;
  /** Absent for the house's own settings, which have no source to doubt. */
  readonly confidence?: Confidence;
  /** `not-chosen`: the configuration leaves its pack out. */
  readonly state: 'on' | 'off' | 'not-chosen';
  readonly override?: RuleOverride;
  /** Absent for base rules, which are no data. */
  readonly rule?: ContactRule;
}

export const PACK_IDS = Object.keys(PACKS) as readonly PackId[];

/** Every rule there is, first the base rules, then pack by pack; of chosen packs as the configuration overrides them. */
export function knownRules({ rules: settings }: Pick<Configuration, 'rules'>): readonly KnownRule[] {
  const chosen = new Map(chosenRules(settings).map((rule) => [ruleReference(rule), rule]));
  const packed = PACK_IDS.flatMap((pack) =>
    PACKS[pack].map((written): KnownRule => {
      const inForce = chosen.get(ruleReference(written));
      const rule = inForce ?? written;
      const override = settings.overrides?.find((each) => each.rule === rule.id);
      return {
        reference: ruleReference(rule),
        pack,
        kind: rule.kind,
        title: rule.title,
        citation: rule.citation,
        jurisdiction: rule.jurisdiction,
        binding: bindingHere(rule, settings),
        confidence: rule.confidence,
        state: inForce === undefined ? 'not-chosen' : rule.enabled,
        ...(override === undefined || inForce === undefined ? {} : { override }),
        rule,
      };
    }),
  );
  return [...baseRules(settings).map(asKnown), ...packed];
}

function asKnown({ reference, kind, title }: ReturnType<typeof baseRules>[number]): KnownRule {
  return {
    reference,
    pack: 'base',
    kind,
    title,
    citation: HOUSE_CITATION,
    jurisdiction: 'house',
    binding: 'policy',
    state: 'on',
  };
}

/** What the rule is to a servicer of these settings, when no account says otherwise; solicitations included. */
function bindingHere(
  { actors, binding }: ContactRule,
  { actor = 'third-party', thirdPartyRulesForAll = true }: RuleSettings,
): BindingHere {
  if (actors.includes(actor) || actors.includes('telemarketer')) return binding;
  return thirdPartyRulesForAll && actors.includes('third-party') ? 'policy' : 'none';
}
