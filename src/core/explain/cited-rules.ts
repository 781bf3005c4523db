import type { DecisionRecord } from '../decision/decision-record.ts';
import { baseRules, HOUSE_CITATION } from '../rules/base-rules.ts';
import { PACKS } from '../rules/packs/packs.ts';
import { type Confidence, type ContactRule, ruleReference } from '../rules/rule.ts';
import type { RuleSettings } from '../rules/rule-settings.ts';

/** A rule that a decision names, with what a reader needs to look it up. */
export interface CitedRule {
  /** Id with version. */
  readonly rule: string;
  readonly title: string;
  readonly citation: string;
  readonly jurisdiction: string;
  /** For this servicer: law for third parties may be a first party's policy. */
  readonly binding: 'law' | 'policy';
  readonly confidence: Confidence;
}

let rules: ReadonlyMap<string, ContactRule> | undefined;

/** The rule of any pack with this reference; `undefined` for the service's own. */
export function findRule(reference: string): ContactRule | undefined {
  rules ??= new Map(
    Object.values(PACKS)
      .flat()
      .map((rule) => [ruleReference(rule), rule]),
  );
  return rules.get(reference);
}

/** Every rule that the record names, in the order of their ids. */
export function citedRules(
  { blocked, verdict, unmet = [] }: DecisionRecord,
  settings: RuleSettings,
): readonly CitedRule[] {
  const own = new Map(baseRules(settings).map(({ reference, title }) => [reference, title]));
  const bindings = new Map<string, 'law' | 'policy' | undefined>();
  for (const { hits } of blocked) for (const { rule, binding } of hits) bindings.set(rule, binding);
  const duties = [
    ...unmet,
    ...(verdict.status === 'selected' && verdict.forced !== undefined ? [verdict.forced] : []),
  ];
  for (const { rule } of duties) if (!bindings.has(rule)) bindings.set(rule, undefined);
  return [...bindings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reference, binding]) => {
      const rule = findRule(reference);
      return {
        rule: reference,
        title: rule?.title ?? own.get(reference) ?? 'No rule of contact: its reason says what it is.',
        citation: rule?.citation ?? HOUSE_CITATION,
        jurisdiction: rule?.jurisdiction ?? 'house',
        binding: binding ?? rule?.binding ?? 'policy',
        confidence: rule?.confidence ?? 'high',
      };
    });
}
