import type { Command } from 'commander';
import { lookAt } from '../experiment/look-at.ts';
import { printStatus } from '../experiment/print-status.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson } from '../terminal/print.ts';

export function registerExperimentStatus(experiment: Command): void {
  withPlaceOptions(
    experiment
      .command('status')
      .description('Where an experiment stands: units, estimates, guardrails, and what may be said.')
      .argument('<id>', 'the experiment'),
  )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Estimates may be looked at on any day: their intervals hold at all looks together. When units did not fall to the variants
as meant, or choices were not drawn as logged, there are none, and the reason is told.

Examples:
  $ npx rapport experiment status evening-calls
  $ npx rapport experiment status evening-calls --json | jq .verdicts`,
    )
    .action(async (id: string, options: PlaceOptions & { readonly json?: true }) => {
      await onPorts(options, async (ports) => {
        const report = await lookAt(ports, id);
        if (options.json !== true) {
          printStatus(report);
          return;
        }
        const { booked, share, through, findings, guardrails } = report;
        const { groups, obstacles, reading } = findings;
        const { status } = booked;
        const verdicts = reading?.verdicts ?? [];
        printJson({ id, status, share, through, groups, obstacles, verdicts, guardrails });
      });
    });
}
