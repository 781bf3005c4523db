import type { Command } from 'commander';
import { changeView, experimentStoryView, experimentsView } from '../../src/contracts/experiment-view.ts';
import { experimentIdSchema } from '../../src/contracts/identifiers.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { instant } from '../../src/core/time/instant.ts';
import { onBook, type ReadOptions, withReadOptions } from '../experiment/change-options.ts';
import { printChanges, printExperiments, printStory } from '../experiment/print-experiment.ts';
import { printJson } from '../terminal/print.ts';

/** The commands that tell of experiments. */
export function registerExperimentReads(experiment: Command): void {
  withReadOptions(experiment.command('list').description('All of them, those that ended included.')).action(
    async (options: ReadOptions) => {
      await onBook(options, async ({ experiments }) => {
        const all = await experiments.list();
        if (options.json === true) printJson(experimentsView(all));
        else printExperiments(all, instant(Date.now()));
      });
    },
  );
  withReadOptions(
    experiment.command('show <id>').description('One of them, and everything that happened to it.'),
  ).action(async (id: string, options: ReadOptions) => {
    await onBook(options, async ({ experiments }) => {
      const story = await experiments.show(readWith(experimentIdSchema, id));
      if (options.json === true) printJson(experimentStoryView(story));
      else printStory(story, instant(Date.now()));
    });
  });
  withReadOptions(
    experiment
      .command('history [id]')
      .description(
        'Every change of what is served to whom, oldest first; of one experiment, also when it is withdrawn.',
      ),
  ).action(async (id: string | undefined, options: ReadOptions) => {
    await onBook(options, async ({ policies }) => {
      const { changes } = await policies.read();
      const told = id === undefined ? changes : changes.filter((change) => change.experiment === id);
      if (options.json === true) printJson({ changes: told.map(changeView) });
      else printChanges(told);
    });
  });
}
