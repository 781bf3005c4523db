import type { Command } from 'commander';
import { NOT_LEGAL_ADVICE } from '../../src/core/rules/not-legal-advice.ts';
import {
  type BookOptions,
  chosenConfiguration,
  packOption,
  withConfigOption,
} from '../rules/book-options.ts';
import { knownRules } from '../rules/known-rules.ts';
import { printRules } from '../rules/print-rules.ts';
import { printJson } from '../terminal/print.ts';

interface ListOptions extends BookOptions {
  readonly jurisdiction?: string;
  readonly kind?: string;
  readonly json?: true;
}

export function registerRulesList(rules: Command): void {
  withConfigOption(
    rules
      .command('list')
      .description('Every rule in force, what it is to this servicer and how sure its source is.'),
  )
    .option('--pack <id>', 'rules of this pack, chosen or not; may be given again', packOption)
    .option('--jurisdiction <code>', 'US, house, a state such as US-FL or a city such as US-NY-NYC')
    .option('--kind <kind>', 'window, cap, cooldown, consent, suppression, holiday or obligation')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Examples:
  $ npx rapport rules list
  $ npx rapport rules list --pack us-states-and-cities --jurisdiction US-FL
  $ npx rapport rules list --kind cap --json | jq '.rules[] | {reference, title}'`,
    )
    .action(list);
}

async function list({ pack, jurisdiction, kind, json, ...options }: ListOptions): Promise<void> {
  const rules = knownRules(await chosenConfiguration(options)).filter(
    (rule) =>
      (pack === undefined ? rule.state !== 'not-chosen' : pack.some((id) => id === rule.pack)) &&
      (jurisdiction === undefined || rule.jurisdiction === jurisdiction) &&
      (kind === undefined || rule.kind === kind),
  );
  if (json === true) {
    printJson({ note: NOT_LEGAL_ADVICE, rules: rules.map(({ rule: _whole, ...line }) => line) });
  } else printRules(rules);
}
