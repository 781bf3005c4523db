import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import running from '../../rapport.config.ts';
import type { PlanLine, Severity } from '../../src/app/configuration-plan/plan-line.ts';
import { type ConfigurationPlan, makePlanConfiguration } from '../../src/app/plan-configuration.ts';
import { instant } from '../../src/core/time/instant.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

interface PlanConfigOptions extends PlaceOptions {
  readonly config: string;
  readonly against?: string;
  readonly json?: true;
}

const RUNNING_CONFIG = fileURLToPath(new URL('../../rapport.config.ts', import.meta.url));

export function registerPlanConfigCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('plan-config')
      .description('Before a deployment: what a change of the configuration will do to what was learned.')
      .requiredOption('--config <file>', 'the configuration to be deployed: .ts, .mjs or .json')
      .option(
        '--against <file>',
        'the configuration that runs (default: rapport.config.ts, when it is another file)',
      ),
  )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Compares it with the snapshot that is served, the statistics, the imports and every recorded decision; and, for what
these don't know (reward windows, rules, purposes, exploration), with the configuration that runs. Exits 1 when a change
must not be deployed as it is. Writes nothing.

Examples:
  $ npx rapport plan-config --config next.config.ts
  $ git show HEAD:rapport.config.ts > running.config.ts       then, with the edited file in place:
  $ npx rapport plan-config --config rapport.config.ts --against running.config.ts
  $ npx rapport plan-config --config next.config.ts --json | jq '.lines[] | select(.severity != "ok")'`,
    )
    .action(planConfig);
}

async function planConfig(options: PlanConfigOptions): Promise<void> {
  const next = await loadConfiguration(options.config);
  const before = await runningConfiguration(options);
  await onPorts(options, async (ports) => {
    const bar = progressBar('Looking at decisions');
    const plan = await makePlanConfiguration(ports)(
      {
        next,
        ...(before === undefined ? {} : { before }),
        model: (before ?? running).model,
        onProgress: (decisions) => bar.update(decisions),
      },
      instant(Date.now()),
    ).finally(() => bar.stop());
    if (options.json === true) printJson(plan);
    else print(plan, before !== undefined);
    if (plan.lines.some(({ severity }) => severity === 'refused')) process.exitCode = 1;
  });
}

/** Nothing when the file to be deployed is the very one that this checkout runs by: then only storage knows better. */
async function runningConfiguration({ config, against }: PlanConfigOptions) {
  if (against !== undefined) return await loadConfiguration(against);
  return realpathSync(config) === realpathSync(RUNNING_CONFIG) ? undefined : running;
}

const COLOURS: Readonly<Record<Severity, (text: string) => string>> = {
  refused: (text) => paint.red(paint.bold(text)),
  attention: paint.yellow,
  ok: paint.green,
};

function print({ credits, lines }: ConfigurationPlan, compared: boolean): void {
  printLine(`${Math.round(credits).toLocaleString('en-US')} outcomes were learned from.`);
  if (lines.length === 0) printLine('Nothing that concerns them changes.');
  for (const line of lines) printPlanLine(line);
  printLine();
  if (!compared) {
    printLine(
      paint.dim(
        'Compared with storage alone; for rules, windows and exploration give the running file: --against',
      ),
    );
  }
  const count = (severity: Severity) => lines.filter((line) => line.severity === severity).length;
  printLine(
    count('refused') > 0
      ? paint.red(`Do not deploy it: ${count('refused')} refused, ${count('attention')} to attend to.`)
      : `${count('attention')} to attend to, ${count('ok')} without consequence for what was learned.`,
  );
}

function printPlanLine({ severity, what, kept, todo }: PlanLine): void {
  printLine();
  printLine(`${COLOURS[severity](severity.padEnd(9))} ${paint.bold(what)}`);
  printLine(`          kept: ${kept}`);
  if (todo !== undefined) printLine(`          to do: ${todo}`);
}
