import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { overriddenParameters } from '../../core/rules/overrides/apply-overrides.ts';
import { overrideChanges } from '../../core/rules/overrides/override-changes.ts';
import { PACKS } from '../../core/rules/packs/packs.ts';
import { type ContactRule, ruleReference } from '../../core/rules/rule.ts';
import type { RuleOverride } from '../../core/rules/rule-settings.ts';
import { fieldProblems } from '../field-problems.ts';
import { ruleParametersSchemas } from '../rule-parameters-schema.ts';
import { problem, repeated } from './field-problem.ts';

/** Overrides that name no rule, give it what it can't have, or make it looser without anybody answering for it. */
export function overrideProblems({ rules: { packs = [], overrides = [] } }: Configuration): FieldProblem[] {
  const rules = packs.flatMap((pack) => PACKS[pack]);
  const names = overrides.map(({ rule }) => rule);
  return [
    ...repeated(names, '/rules/overrides', '/rule'),
    ...overrides.flatMap((override, index) => problemsOf(rules, override, `/rules/overrides/${index}`)),
  ];
}

function problemsOf(rules: readonly ContactRule[], override: RuleOverride, pointer: string): FieldProblem[] {
  const named = rules.filter(({ id }) => id === override.rule);
  if (named.length === 0) return [unknownRule(override.rule, pointer)];
  if (override.enabled === undefined && override.parameters === undefined) {
    return [problem(pointer, 'changes nothing', 'add enabled or parameters, or remove it')];
  }
  const wrong = named.flatMap((rule) => parameterProblems(rule, override, `${pointer}/parameters`));
  return wrong.length > 0 ? wrong : looseningProblems(rules, override, pointer);
}

function unknownRule(id: string, pointer: string): FieldProblem {
  const pack = Object.entries(PACKS).find(([, rules]) => rules.some((rule) => rule.id === id))?.[0];
  return problem(
    `${pointer}/rule`,
    `no chosen pack has a rule "${id}"`,
    pack === undefined
      ? 'use the id of a rule in docs/rule-packs.md, without its version'
      : `add the pack ${pack} to rules.packs, or remove the override`,
  );
}

function parameterProblems(
  rule: ContactRule,
  { parameters = {} }: RuleOverride,
  pointer: string,
): FieldProblem[] {
  const schema = ruleParametersSchemas[rule.kind];
  const known = Object.keys(schema.shape);
  const strange = Object.keys(parameters).filter((name) => !known.includes(name));
  if (strange.length > 0) {
    return strange.map((name) =>
      problem(
        `${pointer}/${name}`,
        `${ruleReference(rule)} is a ${rule.kind} rule, which has no "${name}"`,
        `use one of ${known.join(', ')}`,
      ),
    );
  }
  const merged = overriddenParameters(rule, parameters);
  const parsed = schema.safeParse(merged);
  if (parsed.success) return [];
  return fieldProblems(parsed.error.issues, merged).map((each) => ({
    ...each,
    pointer: pointer + each.pointer,
  }));
}

function looseningProblems(
  rules: readonly ContactRule[],
  override: RuleOverride,
  pointer: string,
): FieldProblem[] {
  if (override.acknowledged !== undefined) return [];
  const looser = overrideChanges(rules, override).filter(({ strictness }) => strictness === 'looser');
  const [first] = looser;
  if (first === undefined) return [];
  return [
    problem(
      pointer,
      `makes ${first.rule} looser than its pack (${looser.map(({ change }) => change).join('; ')})`,
      "undo that, or add acknowledged: { by, on: 'YYYY-MM-DD', reason } by whoever answers for it",
    ),
  ];
}
