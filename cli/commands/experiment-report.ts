import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { experimentPage } from '../experiment/experiment-page.ts';
import { lookAt } from '../experiment/look-at.ts';
import { printReport } from '../experiment/print-report.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson, printLine } from '../terminal/print.ts';

interface ReportOptions extends PlaceOptions {
  readonly html?: string;
  readonly json?: true;
}

export function registerExperimentReport(experiment: Command): void {
  withPlaceOptions(
    experiment
      .command('report')
      .description(
        'All that an experiment shows: over time, by metric, segment and channel, and whether it is sound.',
      )
      .argument('<id>', 'the experiment'),
  )
    .option('--html <file>', 'write it as one page with drawings')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Examples:
  $ npx rapport experiment report evening-calls
  $ npx rapport experiment report evening-calls --html evening-calls.html
  $ npx rapport experiment report evening-calls --json | jq .findings.reading.metrics`,
    )
    .action(async (id: string, options: ReportOptions) => {
      await onPorts(options, async (ports) => {
        const report = await lookAt(ports, id);
        if (options.html !== undefined) await writeFile(options.html, experimentPage(report));
        if (options.json === true) {
          printJson(report);
          return;
        }
        printReport(report);
        if (options.html === undefined) return;
        printLine();
        printLine(`The page is in ${options.html}.`);
      });
    });
}
