import type { Command } from 'commander';
import { NOT_LEGAL_ADVICE } from '../../src/core/rules/not-legal-advice.ts';
import type { ContactRule } from '../../src/core/rules/rule.ts';
import { type BookOptions, chosenConfiguration, withConfigOption } from '../rules/book-options.ts';
import { describeRule } from '../rules/describe-rule.ts';
import { type KnownRule, knownRules } from '../rules/known-rules.ts';
import { playCases } from '../rules/played-cases.ts';
import { paintBinding, paintConfidence, stateOf, wrapped } from '../rules/print-rules.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';

interface ShowOptions extends BookOptions {
  readonly json?: true;
}

export function registerRulesShow(rules: Command): void {
  withConfigOption(
    rules
      .command('show <rule>')
      .description(
        'One rule: what it demands in plain words, its source, doubts about it, and its examples played now.',
      ),
  )
    .option('--json', 'print JSON, with the rule as data')
    .addHelpText(
      'after',
      `
<rule> is an id, with or without its version.

Examples:
  $ npx rapport rules show us-fed-regf-call-frequency
  $ npx rapport rules show channel-consent@1 --json`,
    )
    .action(show);
}

async function show(name: string, { json, ...options }: ShowOptions, command: Command): Promise<void> {
  const known = knownRules(await chosenConfiguration(options));
  const found = known.filter(({ reference }) => reference === name || reference.split('@')[0] === name);
  if (found.length === 0) {
    command.error(`error: no rule is called "${name}"${closest(name, known)}; see: npx rapport rules list`);
  }
  if (json === true) printJson({ note: NOT_LEGAL_ADVICE, rules: found.map(document) });
  else {
    printLine(paint.dim(NOT_LEGAL_ADVICE));
    found.forEach(print);
  }
}

/** Those whose ids have the word somewhere in them. */
function closest(name: string, known: readonly KnownRule[]): string {
  const like = known.filter(({ reference }) => reference.includes(name.split('@')[0] ?? name)).slice(0, 3);
  return like.length === 0 ? '' : `; perhaps ${like.map(({ reference }) => reference).join(', ')}`;
}

function document(known: KnownRule) {
  const { rule, title } = known;
  return {
    ...known,
    words: rule === undefined ? [title] : describeRule(rule),
    cases: rule === undefined ? [] : playCases(rule),
  };
}

function print(known: KnownRule): void {
  const { reference, title, citation, jurisdiction, kind, pack, binding, confidence, rule, override } = known;
  printLine();
  printLine(`${paint.bold(reference)}  ${stateOf(known).replaceAll('\n', ' ')}`);
  printLine(title);
  printLine();
  field('source', citation);
  field('where', jurisdiction);
  field('kind', `${kind}, pack ${pack}`);
  field('binds as', paintBinding(binding));
  if (confidence !== undefined) field('confidence', paintConfidence(confidence));
  for (const line of rule === undefined ? [] : describeRule(rule)) field('', line);
  if (rule?.note !== undefined) field('note', wrapped(rule.note, 90));
  const parameters = override?.parameters;
  if (parameters !== undefined) field('overridden', JSON.stringify(parameters));
  if (override?.acknowledged !== undefined) field('because', override.acknowledged.reason);
  if (rule !== undefined) printCases(rule, parameters !== undefined);
}

function printCases(rule: ContactRule, overridden: boolean): void {
  const cases = playCases(rule);
  if (cases.length === 0) return;
  printLine();
  printTable(
    ['example', 'at', 'channel', 'for', 'says', ''],
    cases.map(({ name, at, channel, purpose, actor, found, expected, passes }) => [
      wrapped(name, 50),
      at,
      channel,
      `${purpose}, ${actor}`,
      found,
      passes ? paint.green('as expected') : paint.red(`NOT ${expected}`),
    ]),
  );
  if (overridden) printLine('The rule is overridden: an example may rightly come out otherwise.');
}

function field(name: string, text: string): void {
  const [first = '', ...rest] = text.split('\n');
  printLine(`  ${paint.dim(name.padEnd(11))}${first}`);
  for (const line of rest) printLine(`  ${' '.repeat(11)}${line}`);
}
