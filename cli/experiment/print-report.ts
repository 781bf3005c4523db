import type { ExperimentReport } from '../../src/app/experiment-report.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import { pValueText } from './estimate-text.ts';
import { printHeading, printVerdicts } from './print-status.ts';
import {
  channelsTable,
  choicesTable,
  differencesTable,
  groupsTable,
  type ReportTable,
  segmentsTable,
  valuesTable,
} from './tables.ts';

/** All that an experiment shows, on a terminal. */
export function printReport(report: ExperimentReport): void {
  const { findings } = report;
  printHeading(report);
  printVerdicts(report);
  section('Variants', groupsTable(report));
  if (findings.reading !== undefined) {
    const { reading } = findings;
    section('Differences to the control', differencesTable(report, reading));
    section('Values', valuesTable(report, reading));
    section('Declared segments', segmentsTable(reading));
    section('Per channel, inside the variant', channelsTable(reading));
  }
  printGuardrails(report);
  const { sampleRatio } = findings.checks;
  if (sampleRatio !== undefined) {
    printLine();
    printLine(`Sample ratio: p ${pValueText(sampleRatio.pValue)} at all looks together.`);
  }
  section('Choices furthest from their propensities', choicesTable(report));
}

function section(title: string, { head, rows }: ReportTable): void {
  if (rows.length === 0) return;
  printLine();
  printLine(paint.bold(paint.cyan(title)));
  printTable(head, rows);
}

/** Their words are too long for a table. */
function printGuardrails({ guardrails }: ExperimentReport): void {
  if (guardrails.length === 0) return;
  printLine();
  printLine(paint.bold(paint.cyan('Guardrails')));
  for (const { variant, breached, words } of guardrails) {
    printLine(`${breached ? paint.red('breached') : 'holds   '}  ${variant}, ${words}`);
  }
}
