import type { DriftFindings } from '../../src/app/find-drift.ts';
import type { MonitorReport } from '../../src/app/monitor.ts';
import { THRESHOLD } from '../../src/core/monitoring/cusum.ts';
import type { Drift } from '../../src/core/monitoring/watch-drift.ts';
import type { ExplorationWeek } from '../../src/core/monitoring/watch-exploration.ts';
import { type DecisionWeek, weekStart } from '../../src/core/time/decision-week.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import { utcDateOf } from '../../src/core/time/utc-date.ts';
import { decimal, percent } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { type Cell, printLine, printTable } from '../terminal/print.ts';
import { sparkline } from '../terminal/sparkline.ts';

/** Weeks that a line of the table has room for. */
const SHOWN_WEEKS = 16;
const SHOWN_EXPLORATION_WEEKS = 8;

/** Scores beyond this look alike in a sparkline. */
const TALLEST_SCORE = 3;

export function printMonitor({ asOf, drift, exploration, alarms }: MonitorReport): void {
  printLine(paint.bold(`As of ${formatInstant(asOf)}`));
  printDrift(drift);
  printExploration(exploration);
  printLine(
    alarms === 0
      ? paint.green('No alarm stands.')
      : paint.red(`${alarms} ${alarms === 1 ? 'alarm stands' : 'alarms stand'}.`),
  );
}

function printDrift({ channels, common, dispersion, until }: DriftFindings): void {
  printLine();
  printLine(
    `Channels against what was learned of them: whole weeks before ${dateOf(until)}, whose outcomes are in.`,
  );
  if (common.weeks.length === 0) {
    printLine('No week can be judged yet: that takes 50 outcomes of a channel before it and 10 in it.');
    return;
  }
  printTable(
    [
      'channel',
      'state',
      'since',
      'reward',
      'sum',
      `scores of the last weeks, −${TALLEST_SCORE} to ${TALLEST_SCORE}`,
      'weeks',
    ],
    [
      ...channels.map((each) => [each.channel, stateOf(each), ...figuresOf(each)]),
      ['common: season or economy', commonStateOf(common), ...figuresOf(common)],
    ],
  );
  printLine(
    `An alarm goes off at a sum of ${THRESHOLD}.` +
      (dispersion > 1.05
        ? ` Weeks differ ${decimal(dispersion, 1)} times as much as chance makes them, which is allowed for.`
        : ''),
  );
  for (const { remedies } of channels)
    for (const remedy of remedies) printLine(`  ${paint.yellow('→')} ${remedy}`);
}

function stateOf({ alarm, change, weeks }: Drift): string {
  if (weeks.length === 0) return paint.dim('nothing to judge by');
  return alarm && change !== undefined ? paint.red(`ALARM: ${change.direction}`) : paint.green('as expected');
}

function commonStateOf({ sum, change }: Drift): string {
  return sum >= THRESHOLD && change !== undefined ? paint.yellow(change.direction) : 'as expected';
}

function figuresOf({ change, sum, weeks }: Drift): readonly Cell[] {
  const recent = weeks.slice(-SHOWN_WEEKS).map(({ z }) => z);
  const told = sum >= THRESHOLD ? change : undefined;
  return [
    told === undefined ? '' : dateOf(told.since),
    told === undefined ? '' : decimal(told.shift),
    decimal(sum, 1),
    sparkline(recent, -TALLEST_SCORE, TALLEST_SCORE),
    weeks.length,
  ];
}

function printExploration(weeks: readonly ExplorationWeek[]): void {
  printLine();
  printLine('How the model’s decisions explored, by week.');
  if (weeks.length === 0) {
    printLine('No decision was made by a model yet.');
    return;
  }
  const recent = weeks.slice(-SHOWN_EXPLORATION_WEEKS);
  printTable(
    [
      'week of',
      'decisions',
      'entropy',
      'beyond floor',
      'floor’s part',
      'best drawn',
      'actions',
      'probability by channel',
    ],
    recent.map((each) => [
      dateOf(each.week),
      each.decisions,
      decimal(each.entropy, 2),
      each.alarms.length > 0 ? paint.red(decimal(each.modelEntropy)) : decimal(each.modelEntropy),
      percent(each.floorPart),
      percent(each.greedyShare),
      `${each.chosenActions} of ${each.offeredActions}`,
      each.channels.map(({ channel, mass }) => `${channel} ${percent(mass)}`).join(', '),
    ]),
  );
  const judged = weeks.findLast((each) => each.judged);
  for (const alarm of judged?.alarms ?? []) printLine(`  ${paint.red('ALARM')} ${alarm}`);
}

function dateOf(week: DecisionWeek): string {
  return utcDateOf(weekStart(week));
}
