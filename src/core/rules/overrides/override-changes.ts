import type { HoldReason } from '../contact-profile.ts';
import { type ContactRule, ruleReference } from '../rule.ts';
import type { RuleOverride } from '../rule-settings.ts';
import { applyOverrides } from './apply-overrides.ts';
import { type RuleChange, ruleChanges } from './strictness.ts';

export interface OverrideChange extends RuleChange {
  /** `id@version`. */
  readonly rule: string;
}

/**
 * What the override makes stricter and looser in rules as their packs have them.
 * @remarks A hold stops what the law requires unless some rule names its reason. So the first rule to name a reason
 * also loosens: from then on it alone decides for such contacts.
 */
export function overrideChanges(
  rules: readonly ContactRule[],
  override: RuleOverride,
): readonly OverrideChange[] {
  const named = new Set(rules.flatMap(reasonsOf));
  return rules
    .filter(({ id }) => id === override.rule)
    .flatMap((before) =>
      applyOverrides([before], [override]).flatMap((after) => {
        const fresh = reasonsOf(after).filter((reason) => !named.has(reason));
        const changes: readonly RuleChange[] = [
          ...ruleChanges(before, after),
          ...fresh.map((reason) => ({
            strictness: 'looser' as const,
            change: `holds for ${reason} no longer stop every contact that the law requires, only those that this rule stops`,
          })),
        ];
        return changes.map((change) => ({ rule: ruleReference(before), ...change }));
      }),
    );
}

function reasonsOf(rule: ContactRule): readonly HoldReason[] {
  if (rule.enabled === 'off' || rule.kind !== 'suppression') return [];
  const { when } = rule.parameters;
  return when.fact === 'hold' ? when.reasons : [];
}
