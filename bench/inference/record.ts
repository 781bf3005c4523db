import { provenance } from '../circumstances.ts';
import { writeSection } from '../results-document.ts';
import { markdownTable } from '../table.ts';
import type { InferenceFindings } from './findings.ts';
import { alarmTable, claimTable, coverageTable } from './tables.ts';

/** Puts the figures into bench/RESULTS.md. */
export function recordInference(findings: InferenceFindings): void {
  const { sizes, raised, experiments, logs, claims } = findings;
  const borrowers = sizes.looks * sizes.newcomers;
  writeSection(
    'inference',
    `## Always-valid inference

${provenance(findings)}
Experiments of ${borrowers} borrowers with ${sizes.looks} looks; logs of ${sizes.decisions} decisions, ε from ${raised.start} down to ${raised.floor} but where it is as configured. Intervals are Wilson's.

${markdownTable(claimTable(claims))}

${experiments
  .map(
    (each) => `### Experiments: ${each.scenario} (${each.runs} runs)\n\n${markdownTable(alarmTable(each))}`,
  )
  .join('\n\n')}

${logs
  .map(
    (each) =>
      `### Logs: ${each.circumstance} (${each.logs} of each strategy)\n\n${markdownTable(coverageTable(each))}`,
  )
  .join('\n\n')}`,
  );
}
