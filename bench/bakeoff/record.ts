import configuration from '../../rapport.config.ts';
import { provenance } from '../circumstances.ts';
import { writeSection } from '../results-document.ts';
import { markdownTable } from '../table.ts';
import type { BakeoffFindings } from './findings.ts';
import { type BakeoffOptions, PLAYABLE } from './options.ts';
import { duelTable, lossTable, rankTable, verdicts } from './tables.ts';

/** Whether a run is large enough to be put on record: the suite, all strategies, five shuffles. */
export function isFullRun({ suite, shuffles, strategies, data }: BakeoffOptions): boolean {
  return suite === true && data.length === 0 && shuffles >= 5 && strategies.length === PLAYABLE.length;
}

/** Puts the losses and ranks into bench/RESULTS.md. */
export function recordBakeoff(findings: BakeoffFindings): void {
  const { shuffles, sets, duels, ranks } = findings;
  const parts = [
    `## Bake-off on classification sets

${provenance(findings)}
Progressive-validation loss, mean over ${shuffles} shuffles ± its 95 % interval. The default is \`${configuration.learning.strategy}\`.

${verdicts(findings)
  .map((line) => `- ${line}`)
  .join('\n')}`,
    ...(duels.length > 0 ? [markdownTable(duelTable(findings))] : []),
    ...(ranks.length > 0 ? [markdownTable(rankTable(findings))] : []),
    ...sets.map(
      (set) =>
        `### ${set.name}: ${set.rows} rows, ${set.classes} classes, ${set.features} features\n\n${markdownTable(lossTable(set))}`,
    ),
  ];
  writeSection('bakeoff', parts.join('\n\n'));
}
