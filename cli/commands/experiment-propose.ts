import type { Command } from 'commander';
import { experimentOf, experimentSettingsSchema } from '../../src/contracts/experiment-settings.ts';
import { experimentView } from '../../src/contracts/experiment-view.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { type ChangeOptions, onBook, signedNow, withChangeOptions } from '../experiment/change-options.ts';
import { printExperiment } from '../experiment/print-experiment.ts';
import { loadDocument } from '../load-document.ts';
import { printJson, printLine } from '../terminal/print.ts';

export function registerExperimentPropose(experiment: Command): void {
  withChangeOptions(
    experiment
      .command('propose <file>')
      .description(
        'Propose an experiment from a .json, .ts or .mjs file; nobody takes part until it is started.',
      ),
  )
    .addHelpText(
      'after',
      `
docs/experiments.md tells what the file may say. An experiment that has not started can be proposed anew under its id:
an approval of what it said before is void then.

Examples:
  $ npx rapport experiment propose docs/examples/experiment.json --author analyst --reason 'evenings look promising'
  $ npx rapport experiment show evening-rules --json | jq .settings > mine.json       to start from another one`,
    )
    .action(async (file: string, options: ChangeOptions, command: Command) => {
      const signed = signedNow(options, command);
      const settings = readWith(experimentSettingsSchema, await loadDocument(file, 'an experiment'));
      await onBook(options, async ({ experiments }) => {
        const proposed = await experiments.propose(experimentOf(settings, signed.at), signed);
        if (options.json === true) return printJson(experimentView(proposed));
        printExperiment(proposed, signed.at);
        printLine(`Next: npx rapport experiment start ${proposed.experiment.id} --author … --reason …`);
      });
    });
}
