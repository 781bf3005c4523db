import { printJson, printLine, printTable } from '../../cli/terminal/print.ts';
import { writeFindings } from '../findings-file.ts';
import { writeReport } from '../report/write-report.ts';
import { runBench } from '../run-bench.ts';
import type { Table } from '../table.ts';
import type { BakeoffFindings } from './findings.ts';
import { measureBakeoff } from './measure.ts';
import { readOptions } from './options.ts';
import { isFullRun, recordBakeoff } from './record.ts';
import { duelTable, lossTable, rankTable, verdicts } from './tables.ts';

/** `npm run bench:bakeoff`: the strategies and other libraries on classification sets turned into bandits. */
await runBench(async () => {
  const options = readOptions(process.argv);
  const findings = await measureBakeoff(options);
  if (findings === undefined) {
    process.exitCode = 130;
    return;
  }
  writeFindings('bakeoff', findings);
  if (isFullRun(options)) recordBakeoff(findings);
  const report = writeReport();
  if (options.json) printJson(findings);
  else {
    tell(findings);
    printLine(`\nWith curves: ${report}`);
  }
});

function tell(findings: BakeoffFindings): void {
  for (const set of findings.sets) {
    printLine(`\n${set.name}: ${set.rows} rows, ${set.classes} classes, ${set.features} features`);
    print(lossTable(set));
  }
  if (findings.ranks.length > 1) print(rankTable(findings));
  if (findings.duels.length > 0) print(duelTable(findings));
  for (const line of verdicts(findings)) printLine(line);
  if (findings.absent.length > 0) printLine(`Not installed, so left out: ${findings.absent.join(', ')}.`);
}

function print({ head, rows }: Table): void {
  printTable(head, rows);
}
