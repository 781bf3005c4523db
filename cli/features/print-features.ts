import type { FeatureDriftReport } from '../../src/app/feature-drift.ts';
import { SHIFTED_FROM, type Stability, WATCH_FROM } from '../../src/core/monitoring/population-stability.ts';
import type { FeatureWeek, WatchedFeature } from '../../src/core/monitoring/watch-features.ts';
import { type DecisionWeek, weekStart } from '../../src/core/time/decision-week.ts';
import { utcDateOf } from '../../src/core/time/utc-date.ts';
import { decimal, percent } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { type Cell, printLine, printTable } from '../terminal/print.ts';

const COLOURS: Readonly<Record<Stability, (text: string) => string>> = {
  stable: paint.green,
  watch: paint.yellow,
  shifted: paint.red,
};

export function printFeatures({ reference, weeks, features }: FeatureDriftReport): void {
  const [first] = reference;
  const last = reference.at(-1);
  if (first === undefined || last === undefined) {
    printLine('Nothing can be compared yet: that takes decisions of two weeks.');
    return;
  }
  const decisions = reference.reduce((sum, each) => sum + each.decisions, 0);
  printLine(
    `Population stability index of each feature, by week, against ${decisions.toLocaleString('en-US')} decisions ` +
      `of ${reference.length === 1 ? `the week of ${dateOf(first.week)}` : `the weeks of ${dateOf(first.week)} to ${dateOf(last.week)}`}.`,
  );
  printTable(
    ['feature', 'now', ...weeks.map(({ week }) => dateOf(week).slice(5)), 'missing', 'stale', 'from record'],
    features.map((each) => [
      each.feature,
      wordOf(each),
      ...weeks.map(({ week }) => indexOf(each.weeks.find((one) => one.week === week))),
      ...supplyOf(each.weeks.at(-1)),
    ]),
  );
  printLine(
    `Below ${WATCH_FROM} stable, from ${SHIFTED_FROM} shifted. What is dim has too few decisions to be told from chance, or follows the calendar. ` +
      'Shares are of the last week.',
  );
  for (const each of features) printShift(each);
}

function wordOf({ weeks, calendar }: WatchedFeature): Cell {
  if (calendar) return paint.dim('calendar');
  const stability = weeks.findLast((week) => week.stability !== undefined)?.stability;
  return stability === undefined ? paint.dim('too few') : COLOURS[stability](stability);
}

function indexOf(week: FeatureWeek | undefined): Cell {
  if (week === undefined) return '';
  const text = decimal(week.psi, 2);
  return week.stability === undefined ? paint.dim(text) : COLOURS[week.stability](text);
}

function supplyOf(week: FeatureWeek | undefined): readonly Cell[] {
  if (week === undefined) return ['', '', ''];
  return [percent(week.missing), percent(week.stale), percent(week.fromRecord)];
}

/** Which bin of a shifted feature has moved furthest. */
function printShift({ feature, bins, reference, weeks }: WatchedFeature): void {
  const week = weeks.findLast(({ stability }) => stability !== undefined);
  if (week?.stability !== 'shifted') return;
  const moves = bins.map((bin, place) => {
    const was = reference.shares[place] ?? 0;
    const is = week.shares[place] ?? 0;
    return { bin, was, is, by: Math.abs(is - was) };
  });
  const most = moves.reduce((a, b) => (b.by > a.by ? b : a));
  printLine(
    `  ${paint.red('→')} ${feature}: ${most.bin} was ${percent(most.was)}, is ${percent(most.is)} in the week of ${dateOf(week.week)}.`,
  );
}

function dateOf(week: DecisionWeek): string {
  return utcDateOf(weekStart(week));
}
