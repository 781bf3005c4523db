import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import { makeFeatureDrift } from '../../src/app/feature-drift.ts';
import { featuresDocument } from '../features/features-document.ts';
import { printFeatures } from '../features/print-features.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface FeaturesOptions extends PlaceOptions {
  readonly weeks: number;
  readonly json?: true;
}

export function registerFeaturesCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('features')
      .description('Look for features that are spread otherwise than they were, are missing or grow stale.'),
  )
    .option('--weeks <n>', 'how many of the last weeks to compare', wholeNumber(1, 104), 8)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Counts every feature of the decisions into bins (deciles of the reference, levels, or eight sectors of a circle; and one
for what is missing) and compares each of the last weeks with the reference by the population stability index,
Σ (p − q)·ln(p ÷ q): below 0.1 stable, from 0.1 worth watching, from 0.25 shifted. The reference is the first four weeks,
or what there is before the weeks compared. Months and days of the month are shown and not judged: no two weeks have the
same. Reads the ledger twice and keeps next to nothing of it in memory.

Examples:
  $ npx rapport features
  $ npx rapport features --weeks 26 --json | jq '.features[] | {feature, psi: [.weeks[].psi]}'`,
    )
    .action(async ({ weeks, json, ...place }: FeaturesOptions) => {
      await onPorts(place, async (ports) => {
        const bar = progressBar('Reading decisions');
        const report = await makeFeatureDrift({ ...ports, configuration })(weeks, (decisions) =>
          bar.update(decisions),
        );
        bar.stop();
        if (json === true) printJson(featuresDocument(report));
        else printFeatures(report);
      });
    });
}
