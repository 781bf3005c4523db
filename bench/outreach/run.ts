import { printJson, printLine, printTable } from '../../cli/terminal/print.ts';
import { writeFindings } from '../findings-file.ts';
import { writeReport } from '../report/write-report.ts';
import { runBench } from '../run-bench.ts';
import type { Table } from '../table.ts';
import { type CoverageFindings, measureCoverage } from './measure-coverage.ts';
import { isFullRun, measureWorlds, type OutreachFindings } from './measure-worlds.ts';
import { readOptions } from './options.ts';
import { recordCoverage, recordWorlds } from './record.ts';
import { claimTable, coverageTable, worldTable } from './tables.ts';

/** `npm run bench:outreach`: what the strategies earn in worlds whose truth is known. */
/** Fewer seeds say too little to be put on record. */
const SEEDS_ON_RECORD = 200;

const options = readOptions(process.argv);

await runBench(async () => {
  if (options.coverage === undefined) finish(await measureWorlds(options), tellWorlds);
  else finish(await measureCoverage(options.coverage, options), tellCoverage);
});

function print({ head, rows }: Table): void {
  printTable(head, rows);
}

function finish<Findings extends object>(
  findings: Findings | undefined,
  tell: (findings: Findings) => void,
): void {
  if (findings === undefined) {
    process.exitCode = 130;
    return;
  }
  tell(findings);
  const report = writeReport();
  if (options.json) printJson(findings);
  else printLine(`\nWith curves: ${report}`);
}

function tellWorlds(findings: OutreachFindings): void {
  writeFindings('outreach', findings);
  if (isFullRun(findings)) recordWorlds(findings);
  if (options.json) return;
  for (const world of findings.worlds) {
    printLine(`\n${world.world}: ${findings.decisions} decisions, ${findings.seeds} seeds`);
    print(worldTable(world));
  }
  if (findings.claims.length > 0) print(claimTable(findings.claims));
}

function tellCoverage(findings: CoverageFindings): void {
  writeFindings('coverage', findings);
  if (findings.seeds >= SEEDS_ON_RECORD) recordCoverage(findings);
  if (options.json) return;
  const { strategy, decisions } = findings;
  printLine(
    `The even policy valued by inverse propensity from the log of ${strategy}, ${decisions} decisions.`,
  );
  print(coverageTable(findings));
}
