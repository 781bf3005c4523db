import { decimal, percent } from '../../terminal/number-text.ts';
import { paint } from '../../terminal/paint.ts';
import { printLine, printTable } from '../../terminal/print.ts';
import { printTitle } from '../../terminal/print-title.ts';
import type { ExperimentReport, GuardedDay } from './experiment-report.ts';

/** Shows day by day what the guardrail knew, and what came of it. */
export function printExperiment(report: ExperimentReport): void {
  const { guardrail, days, stopped, afterwards } = report;
  printTitle(
    `Experiment ${report.experiment}`,
    `${report.borrowers} other borrowers, short-tempered; the guard looks after each day`,
  );
  printTable(
    ['judged', ...namesOf(days), 'surely at least', 'allowed', ''],
    days.map((day) => [
      day.at.slice(0, 10),
      ...day.variants.map(({ borrowers, harmed }) => `${harmed} of ${borrowers}`),
      `${decimal(day.atLeastTimesControl, 2)} ×`,
      `${decimal(guardrail.mostTimesControl, 2)} ×`,
      day.stopped ? paint.red('stopped') : day.paused ? paint.red('paused') : '',
    ]),
  );
  printLine(`Harmed: ${guardrail.events.join(' or ')}. ${inTruth(report)}`);
  if (stopped === undefined) {
    printLine(
      days.some(({ paused }) => paused)
        ? 'The harm budget of all experiments was spent before the guardrail was sure: they stand still.'
        : 'The guardrail was never sure of too much harm; try more decisions: --experiment 1200.',
    );
    return;
  }
  printLine();
  printLine(`${paint.bold('who ')}  ${stopped.by.author}`);
  printLine(`${paint.bold('what')}  ${stopped.what.slice(0, stopped.what.indexOf(':'))}`);
  printLine(`${paint.bold('when')}  ${stopped.at}, simulated time`);
  printLine(`${paint.bold('why ')}  ${stopped.by.reason}`);
  printLine(
    `From the next question on business as usual decided about its borrowers: ${afterwards.byControl} of ${afterwards.decisions} decisions.`,
  );
}

function namesOf(days: readonly GuardedDay[]): string[] {
  return (days[0]?.variants ?? []).map(({ variant }) => `${variant}: harmed`);
}

/** What only the simulation knows. */
function inTruth({ inTruth: { variants, timesControl } }: ExperimentReport): string {
  const shares = variants.map(({ variant, harmedShare }) => `${variant} ${percent(harmedShare)}`).join(', ');
  const times = timesControl === undefined ? '' : `, ${decimal(timesControl, 1)} times as many`;
  return `In truth, which only the simulation knows: ${shares} of these borrowers${times}.`;
}
