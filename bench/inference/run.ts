import { printJson, printLine, printTable } from '../../cli/terminal/print.ts';
import { writeFindings } from '../findings-file.ts';
import { writeReport } from '../report/write-report.ts';
import { runBench } from '../run-bench.ts';
import type { Table } from '../table.ts';
import { type InferenceFindings, measureInference } from './findings.ts';
import { readOptions } from './options.ts';
import { recordInference } from './record.ts';
import { isFullSize } from './sizes.ts';
import { alarmTable, claimTable, coverageTable } from './tables.ts';

/** `npm run bench:inference`: that nobody can be fooled by looking often, or by a log that a bandit made. */
const options = readOptions(process.argv);

await runBench(async () => {
  const findings = await measureInference(options);
  if (findings === undefined) {
    process.exitCode = 130;
    return;
  }
  if (!options.quick) writeFindings('inference', findings);
  if (isFullSize(options)) recordInference(findings);
  const report = writeReport();
  if (options.json) printJson(findings);
  else tell(findings, report);
});

function tell({ experiments, logs, claims, sizes }: InferenceFindings, report: string): void {
  for (const each of experiments) {
    printLine(`\n${each.scenario}: ${each.runs} experiments, ${each.looks} looks`);
    print(alarmTable(each));
  }
  for (const each of logs) {
    printLine(`\n${each.circumstance}: ${each.logs} logs of ${sizes.decisions} decisions for each strategy`);
    print(coverageTable(each));
  }
  printLine();
  print(claimTable(claims));
  printLine(`\nWith curves: ${report}`);
}

function print({ head, rows }: Table): void {
  printTable(head, rows);
}
