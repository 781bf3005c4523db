import type { Command } from 'commander';
import { makeRebuildLog } from '../../src/app/rebuild-log.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

export function registerRebuildLogCommand(program: Command): void {
  withPlaceOptions(program.command('rebuild-log').description('Make the matured log anew from the ledger.'))
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
For a service that decided before it had a log, or whose log was damaged; otherwise there is nothing to do, for the log
keeps itself up to date. Parts that are right are not written. It can be broken off, repeated, and run beside the service.

Examples:
  $ npx rapport rebuild-log
  $ npx rapport verify --log`,
    )
    .action(async (options: PlaceOptions & { readonly json?: true }) => {
      await onPorts(options, async (ports) => {
        let bar = progressBar('Reading decisions');
        let isWriting = false;
        const report = await makeRebuildLog(ports)({
          onDecisions: (decisions) => bar.update(decisions),
          onParts: (done, of) => {
            if (!isWriting) {
              bar.stop();
              bar = progressBar('Making parts', of);
              isWriting = true;
            }
            bar.update(done);
          },
        }).finally(() => bar.stop());
        if (options.json === true) printJson(report);
        else {
          const { decisions, parts, changed } = report;
          printLine(
            changed === 0
              ? `All ${parts} parts are what the ledger makes of ${decisions} decisions.`
              : `Parts with ${changed} rows were made anew; there are ${parts} parts, from ${decisions} decisions.`,
          );
        }
      });
    });
}
