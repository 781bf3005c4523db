import { RULE_CASES } from '../../src/core/rules/packs/cases/rule-cases.ts';
import { runRuleCase } from '../../src/core/rules/packs/cases/run-rule-case.ts';
import { type ContactRule, ruleReference } from '../../src/core/rules/rule.ts';

/** An example that the pack gives of a rule, and what the rule says to it now. */
export interface PlayedCase {
  readonly name: string;
  readonly at: string;
  readonly channel: string;
  readonly purpose: string;
  readonly actor: string;
  readonly expected: string;
  readonly found: string;
  readonly passes: boolean;
}

/** Plays every example that the packs give of this version of the rule; one that is overridden may rightly differ. */
export function playCases(rule: ContactRule): readonly PlayedCase[] {
  return RULE_CASES.filter((example) => example.rule === ruleReference(rule)).map((example) => {
    const { name, at, channel, purpose, actor, expect: expected } = example;
    const found = runRuleCase(rule, example);
    return { name, at, channel, purpose, actor, expected, found, passes: found === expected };
  });
}
