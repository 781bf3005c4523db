import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import { makeMonitor } from '../../src/app/monitor.ts';
import { instant } from '../../src/core/time/instant.ts';
import { monitorDocument } from '../monitor/monitor-document.ts';
import { printMonitor } from '../monitor/print-monitor.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

export function registerMonitorCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('monitor')
      .description(
        'Look for channels that answer otherwise than was learned, and for exploration that has ended.',
      ),
  )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Each week of each channel is compared with the forecast that the weeks before it make; what all channels have in common
(season, economy) is taken out, and the rest is added up until chance can't explain it. Weeks are judged once the outcomes
of all their decisions are in. From the decisions it shows how much was explored, and by what. Exits 1 while an alarm stands.

Examples:
  $ npx rapport monitor
  $ npx rapport monitor --json | jq '.drift.channels[] | select(.alarm) | .remedies'`,
    )
    .action(async (options: PlaceOptions & { readonly json?: true }) => {
      await onPorts(options, async (ports) => {
        const bar = progressBar('Reading decisions');
        const report = await makeMonitor({ ...ports, configuration })(instant(Date.now()), (decisions) =>
          bar.update(decisions),
        );
        bar.stop();
        if (options.json === true) printJson(monitorDocument(report));
        else printMonitor(report);
        if (report.alarms > 0) process.exitCode = 1;
      });
    });
}
