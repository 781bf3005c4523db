import type { ContactRule } from '../rule.ts';
import type { RuleOverride } from '../rule-settings.ts';

/**
 * The rules in the same order, as the overrides change them. Versions stay: they tell the pack's content.
 * @remarks Which overrides are allowed is checked when the configuration is defined; one for a rule that isn't there
 * changes nothing here. A parameter that is `null` is taken out.
 */
export function applyOverrides(
  rules: readonly ContactRule[],
  overrides: readonly RuleOverride[],
): readonly ContactRule[] {
  return rules.map((rule) => overrides.filter((each) => each.rule === rule.id).reduce(overridden, rule));
}

function overridden(rule: ContactRule, { enabled, parameters }: RuleOverride): ContactRule {
  const changed = { ...rule, enabled: enabled ?? rule.enabled };
  if (parameters === undefined) return changed;
  // The configuration was checked against what the rule's kind has.
  return { ...changed, parameters: overriddenParameters(rule, parameters) } as unknown as ContactRule;
}

/** The rule's parameters with these laid over them. */
export function overriddenParameters(
  rule: Pick<ContactRule, 'parameters'>,
  parameters: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = { ...rule.parameters, ...parameters };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
