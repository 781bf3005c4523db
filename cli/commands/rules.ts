import type { Command } from 'commander';
import { registerRulesCheck } from './rules-check.ts';
import { registerRulesDiff } from './rules-diff.ts';
import { registerRulesExplain } from './rules-explain.ts';
import { registerRulesList } from './rules-list.ts';
import { registerRulesShow } from './rules-show.ts';

export function registerRulesCommand(program: Command): void {
  const rules = program
    .command('rules')
    .description(
      'Contact rules: list them, check a case, explain a decision, see what other rules would change.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ npx rapport rules list
  $ npx rapport rules show us-fed-regf-call-frequency
  $ npx rapport rules check --profile docs/examples/profile.json --at 2026-11-24T15:30:00-05:00
  $ npx rapport rules explain --decision d_abc…
  $ npx rapport rules diff --config next.config.ts`,
    );
  registerRulesList(rules);
  registerRulesShow(rules);
  registerRulesCheck(rules);
  registerRulesExplain(rules);
  registerRulesDiff(rules);
}
