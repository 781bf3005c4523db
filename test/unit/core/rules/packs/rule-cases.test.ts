import { describe, expect, test } from 'vitest';
import { RULE_CASES } from '../../../../../src/core/rules/packs/cases/rule-cases.ts';
import { runRuleCase } from '../../../../../src/core/rules/packs/cases/run-rule-case.ts';
import { PACKS } from '../../../../../src/core/rules/packs/packs.ts';
import { ruleReference } from '../../../../../src/core/rules/rule.ts';

const RULES = Object.values(PACKS).flat();

describe.each(RULES.map((rule) => [ruleReference(rule), rule] as const))('%s', (reference, rule) => {
  const cases = RULE_CASES.filter((example) => example.rule === reference);

  test('has a case on either side of its edge', () => {
    const sides = rule.kind === 'obligation' ? ['due', 'not-due'] : ['blocked', 'allowed'];
    expect([...new Set(cases.map((example) => example.expect))].sort()).toEqual(sides.sort());
  });

  test.each(cases.map((example) => [example.expect, example.name, example] as const))(
    '%s: %s',
    (expected, _, example) => {
      expect(runRuleCase(rule, example)).toBe(expected);
    },
  );
});

test('every case is about a rule of the packs', () => {
  const known = new Set(RULES.map(ruleReference));
  expect(RULE_CASES.filter(({ rule }) => !known.has(rule))).toEqual([]);
});
