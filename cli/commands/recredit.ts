import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import { makeRecredit, type RecreditReport } from '../../src/app/recredit.ts';
import { instant } from '../../src/core/time/instant.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

interface RecreditCommandOptions extends PlaceOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

export function registerRecreditCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('recredit')
      .description('After a change of the reward rule: give every decision its reward under the new one.')
      .option('--dry-run', 'count and write nothing'),
  )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Deploy the new rule first. Each decision's reward is then computed again from its recorded events; where it differs,
the decision gets it, and the model the exact difference, through the same queue as a late outcome. It can be broken
off and run again at any time: what is done stays done.

Examples:
  $ npx rapport plan-config --config rapport.config.ts    what a new rule will change
  $ npx rapport recredit --dry-run
  $ npx rapport recredit
  $ npx rapport verify`,
    )
    .action(recredit);
}

async function recredit(options: RecreditCommandOptions): Promise<void> {
  const { dryRun = false } = options;
  await onPorts(options, async (ports) => {
    const bar = progressBar(dryRun ? 'Looking at decisions' : 'Recrediting decisions');
    const report = await makeRecredit({ ...ports, configuration })(instant(Date.now()), {
      dryRun,
      onProgress: (decisions) => bar.update(decisions),
    }).finally(() => bar.stop());
    if (options.json === true) printJson({ dryRun, ...report });
    else print(report, dryRun);
  });
}

function print({ decisions, changed, corrections }: RecreditReport, dryRun: boolean): void {
  printTable(
    ['recredited', 'count'],
    [
      ['decisions looked at', decisions],
      ['whose events make another reward under the rule', changed],
      ['credited already: the model is owed the difference', corrections],
    ],
  );
  if (dryRun) printLine('Nothing was written.');
  else if (changed === 0) printLine('Every decision has the reward that the rule gives it.');
  else {
    printLine(
      paint.green(
        `${changed} rewards were changed and ${corrections} corrections asked for; \`learn\` folds them.`,
      ),
    );
  }
}
