import type { ExperimentReport } from '../../src/app/experiment-report.ts';
import type { Verdict } from '../../src/core/experiment/analysis/verdict.ts';
import { counted } from '../../src/core/explain/plain-number.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import { describeState } from './describe-state.ts';
import { differenceText, estimateText, intervalText, wholeText } from './estimate-text.ts';

/** A short look at an experiment: its state, a table of its variants, and what may be said. */
export function printStatus(report: ExperimentReport): void {
  printHeading(report);
  const { booked, findings } = report;
  const { control } = booked.experiment;
  const [primary] = findings.reading?.metrics ?? [];
  printTable(
    ['variant', 'units', 'decisions', 'reward after cost per decision', 'beyond the control', 'interval'],
    findings.groups.map(({ group, units, decisions }) => {
      const value = primary?.groups.find((each) => each.group === group);
      const difference = primary?.differences.find((each) => each.group === group)?.adjusted;
      return [
        group === control ? `${group} (control)` : group,
        wholeText(units),
        wholeText(decisions),
        value === undefined ? '' : estimateText(value),
        difference === undefined ? '' : differenceText(difference),
        difference === undefined ? '' : intervalText(difference),
      ];
    }),
  );
  printGuardrails(report);
  printVerdicts(report);
}

export function printHeading(report: ExperimentReport): void {
  const { experiment } = report.booked;
  printLine(`${paint.bold(paint.cyan(experiment.id))}  ${experiment.hypothesis}`);
  for (const line of describeState(report)) printLine(line);
}

function printGuardrails(report: ExperimentReport): void {
  const { guardrails } = report;
  if (guardrails.length === 0) return;
  const breached = guardrails.filter((each) => each.breached);
  printLine(
    breached.length === 0
      ? `Guardrails of what goes on: ${counted(guardrails.length, 'check')}, none breached.`
      : paint.red(
          `Guardrails of what goes on: ${counted(guardrails.length, 'check')}, ${breached.length} breached.`,
        ),
  );
  for (const { variant, words } of breached) printLine(paint.red(`  ${variant}, ${words}`));
}

/** What may be said, or why nothing may. */
export function printVerdicts({ findings }: ExperimentReport): void {
  for (const obstacle of findings.obstacles) printLine(paint.red(`Do not read. ${obstacle}`));
  for (const { kind, text } of findings.reading?.verdicts ?? []) printLine(paint.bold(TONES[kind](text)));
}

const TONES: Readonly<Record<Verdict['kind'], (text: string) => string>> = {
  better: paint.green,
  worse: paint.red,
  unknown: paint.yellow,
  'too-few': paint.yellow,
};
