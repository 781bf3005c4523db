import { type Command, InvalidArgumentError } from 'commander';
import { makeRulesDiff, type RulesDiff } from '../../src/app/rules-diff.ts';
import { formatInstant, type Instant, parseInstant } from '../../src/core/time/instant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface DiffOptions extends PlaceOptions {
  readonly config: string;
  readonly since?: Instant;
  readonly limit: number;
  readonly json?: true;
}

export function registerRulesDiff(rules: Command): void {
  withPlaceOptions(
    rules
      .command('diff')
      .description('Which past decisions the rules of another configuration would have blocked or allowed.')
      .requiredOption('--config <file>', 'the configuration with the other rules: .ts, .mjs or .json'),
  )
    .option('--since <date>', 'only decisions from then on: 2026-11-01 (UTC) or RFC 3339', sinceOption)
    .option('--limit <n>', 'how many examples to show', wholeNumber(0, 1000), 20)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Every decision is judged again at its moment, on the facts that its record keeps. Decisions from before facts were kept
count as "can not tell". A record holds the contacts that the rules of then could ask about: a cap that looks farther back
than theirs is judged too mildly. Writes nothing.

Examples:
  $ npx rapport rules diff --config next.config.ts
  $ npx rapport rules diff --config next.config.ts --since 2026-11-01 --json | jq '.rules'`,
    )
    .action(diff);
}

async function diff({ config, since, limit, json, ...place }: DiffOptions): Promise<void> {
  const next = await loadConfiguration(config);
  await onPorts(place, async (ports) => {
    const bar = progressBar('Judging decisions again');
    const request = { next, limit, ...(since === undefined ? {} : { since }) };
    const found = await makeRulesDiff(ports)(request, (decisions) => bar.update(decisions)).finally(() =>
      bar.stop(),
    );
    if (json === true) {
      const examples = found.examples.map(({ decidedAt, ...same }) => ({
        ...same,
        decidedAt: formatInstant(decidedAt),
      }));
      printJson({ ...found, examples });
    } else print(found);
  });
}

function print(found: RulesDiff): void {
  printTable(
    ['decisions', 'count'],
    [
      ['looked at', found.decisions],
      ['can not tell: the facts were not kept', found.cannotTell],
      ['contact chosen that would be blocked', found.chosenBlocked],
      ['withheld where a contact would be allowed', found.withheldAllowed],
      ['actions of all masks that would be blocked', found.actionsBlocked],
      ['actions of all masks that would be allowed', found.actionsAllowed],
    ],
  );
  if (found.rules.length === 0) {
    printLine(found.decisions === found.cannotTell ? 'Nothing can be compared.' : 'No mask would change.');
    return;
  }
  printTable(
    ['rule', 'would block', 'no longer blocks'],
    found.rules.map(({ rule, blocks, frees }) => [rule, blocks, frees]),
  );
  for (const { decisionId, decidedAt, change, action, hits } of found.examples) {
    const word = change === 'chosen-blocked' ? paint.red('would block') : paint.green('would allow');
    printLine(`${decisionId} ${formatInstant(decidedAt)} ${word} ${action}`);
    printLine(paint.dim(`  ${hits.map(({ rule }) => rule).join(', ')}`));
  }
}

function sinceOption(text: string): Instant {
  try {
    return parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  } catch {
    throw new InvalidArgumentError('Give a date such as 2026-11-01, or an RFC 3339 time.');
  }
}
