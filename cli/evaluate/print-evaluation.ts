import type { ConfidenceInterval } from '../../src/core/evaluation/confidence-interval.ts';
import type { TargetValue } from '../../src/core/evaluation/target-value.ts';
import { decimal } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import { decimalsFor } from './decimals-for.ts';
import { ESTIMATORS } from './estimator-words.ts';
import type { Evaluation } from './evaluate-log.ts';
import { remarksOn } from './remarks.ts';

/** The values side by side, how far they can be trusted, and why some are none. */
export function printEvaluation(evaluation: Evaluation): void {
  const { valuation, format } = evaluation;
  const { targets, rows, logged } = valuation;
  const digits = decimalsFor(valuation);
  printLine(
    `${paint.bold(`${rows.toLocaleString('en-US')} decisions`)} of a log in the format ${format}` +
      `${logged === undefined ? '' : `, which earned ${paint.bold(decimal(logged.value, digits))} each`}. ` +
      'Values are rewards per decision, after cost; intervals are at 95 %.',
  );
  printTable(
    [
      'target',
      'value',
      'at any time',
      'beyond the log',
      'at any time',
      'worth rows',
      'mean weight',
      'largest',
      'verdict',
    ],
    targets.map((target) => rowOf(target, digits)),
  );
  for (const target of targets) if (target.verdict === 'cannot-tell') printRefusal(target);
  printEstimates(targets, digits);
  printLine();
  for (const remark of remarksOn(evaluation)) printLine(paint.dim(`· ${remark}`));
  if (targets.filter(({ verdict }) => verdict === 'tell').length > 2) {
    printLine(paint.dim('· Each interval holds on its own: the best of many looks better than it is.'));
  }
}

function rowOf(target: TargetValue, digits: number): (string | number)[] {
  const { effectiveSampleSize, meanWeight, largestWeight } = target.diagnostics;
  const weights = [Math.floor(effectiveSampleSize), decimal(meanWeight), decimal(largestWeight, 1)];
  if (target.verdict === 'cannot-tell') {
    return [target.target, '', '', '', '', ...weights, paint.yellow('cannot tell')];
  }
  const { value, intervals, difference } = target;
  return [
    target.target,
    paint.bold(decimal(value, digits)),
    range(intervals.anytime, digits),
    difference === undefined ? '' : signed(difference.value, digits),
    difference === undefined ? '' : range(difference.intervals.anytime, digits),
    ...weights,
    verdictOn(target),
  ];
}

function verdictOn(target: Extract<TargetValue, { readonly verdict: 'tell' }>): string {
  const bounds = target.difference?.intervals.anytime;
  if (bounds === undefined) return 'the log itself';
  if (bounds.lower > 0) return paint.green('better');
  return bounds.upper < 0 ? paint.red('worse') : 'no telling which is better';
}

function printRefusal(target: Extract<TargetValue, { readonly verdict: 'cannot-tell' }>): void {
  printLine(`${paint.yellow(target.target)}: cannot tell.`);
  for (const reason of target.reasons) printLine(`  ${reason}`);
  for (const need of target.needs.words) printLine(`  ${paint.dim(need)}`);
}

function printEstimates(targets: readonly TargetValue[], digits: number): void {
  const told = targets.filter((target) => target.verdict === 'tell');
  const shown = ESTIMATORS.filter(({ name }) => told.some(({ estimates }) => estimates[name] !== undefined));
  if (told.length === 0) return;
  printTable(
    ['estimator', ...told.map(({ target }) => target)],
    shown.map(({ name, words }) => [
      words,
      ...told.map(({ estimates }) => {
        const estimate = estimates[name];
        return estimate === undefined
          ? ''
          : `${decimal(estimate.value, digits)} ± ${decimal(estimate.standardError, digits)}`;
      }),
    ]),
  );
}

function range({ lower, upper }: ConfidenceInterval, digits: number): string {
  return `${decimal(lower, digits)} … ${decimal(upper, digits)}`;
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '' : '+'}${decimal(value, digits)}`;
}
