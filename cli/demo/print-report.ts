import type { DecisionView } from '../../src/contracts/decision-view.ts';
import { bar, decimal, percent } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import { printTitle } from '../terminal/print-title.ts';
import type {
  CountsReport,
  DemoReport,
  Estimate,
  PolicyComparison,
  SegmentReport,
  WeekReport,
} from './demo-report.ts';
import { printExperiment } from './experiment/print-experiment.ts';

const BAR_WIDTH = 24;

/** Shows the report on a terminal; the JSON document says the same. */
export function printReport(report: DemoReport): void {
  printLine();
  printComparison(report.rewardPerDecision);
  printWeeks(report.weeks);
  printLearned(report);
  printCounts(report.counts);
  printExplained(report.explained);
  if (report.experiment !== undefined) printExperiment(report.experiment);
}

function printComparison(comparison: PolicyComparison): void {
  const { rapport, uniform, bestFixed, perfect } = comparison;
  printTitle(
    'Reward per decision',
    `net of channel cost; ${comparison.decisions} selected decisions, the same for every policy`,
  );
  printTable(
    ['policy', 'reward', '95 % interval', 'how it was computed'],
    [
      [
        paint.green(paint.bold('Rapport')),
        paint.bold(decimal(rapport.credited.mean)),
        interval(rapport.credited),
        'credited in the ledger, less cost',
      ],
      ['  its probabilities', decimal(rapport.expected), 'exact', 'valued by the simulation'],
      ['uniform', decimal(uniform.expected), 'exact', 'valued by the simulation'],
      [
        `always ${bestFixed.action}`,
        decimal(bestFixed.expected),
        'exact',
        'best single action, in hindsight',
      ],
      ['all-knowing', decimal(perfect.expected), 'exact', 'best for each, unknown to a service'],
    ],
  );
  const { timesUniform, timesBestFixed } = comparison;
  if (timesUniform === undefined || timesBestFixed === undefined) return;
  printLine(
    `Rapport earned ${paint.bold(`${decimal(timesUniform, 2)} ×`)} the uniform policy and ` +
      `${paint.bold(`${decimal(timesBestFixed, 2)} ×`)} the best fixed action, weeks of learning included.`,
  );
  if (timesUniform < 1) printLine('So few decisions have taught it little; try --decisions 2000.');
}

function printWeeks(weeks: readonly WeekReport[]): void {
  const most = Math.max(...weeks.map(({ rapport, bestFixed }) => Math.max(rapport, bestFixed)));
  printTitle('Week by week', 'expected reward per decision: Rapport learns while it works');
  printTable(
    ['week', 'decisions', 'Rapport', 'uniform', 'best fixed', 'Rapport'],
    weeks.map(({ week, decisions, rapport, uniform, bestFixed }) => [
      week,
      decisions,
      decimal(rapport),
      decimal(uniform),
      decimal(bestFixed),
      paint.green(bar(rapport, most, BAR_WIDTH)),
    ]),
  );
}

function printLearned({ learned, model }: DemoReport): void {
  printTitle(
    'Which channel and hour for whom',
    `what model ${shortId(model.snapshot)} (${model.credits} outcomes) would choose`,
  );
  printTable(
    ['borrowers', 'channel', 'time', 'most probable action', ''],
    learned.map(({ segment, channel, window, action, bestInTruth }) => [
      segment,
      likely(channel),
      likely(window),
      likely(action),
      action.id === bestInTruth ? paint.green('best in truth') : paint.dim(`best: ${bestInTruth}`),
    ]),
  );
}

function printCounts(counts: CountsReport): void {
  printTitle('What happened', `${counts.borrowers} borrowers`);
  const reasons = counts.withheldBecause.map(({ reason, decisions }) => `${decisions}: ${reason}`);
  printTable(
    ['', 'count', ''],
    [
      [
        'decisions',
        counts.decisions,
        `${counts.byFixedRules} by the fixed rules before the first model; ${counts.explored} explored`,
      ],
      ['  withheld', counts.withheld, reasons.join('\n')],
      ['  no contact', counts.noContact, 'chosen where contact does not pay'],
      [
        '  confirmed',
        counts.confirmed,
        `${counts.refusedAtSend} refused at send time, ${counts.notConfirmedInTime} not confirmed in time`,
      ],
      ['outcome events', counts.outcomes, `${counts.outcomesStraightToQueue} arrivals straight on the queue`],
      ['  repeated', counts.outcomesRepeated, 'delivered twice, counted once'],
      ['  overtaken', counts.outcomesOvertaken, 'delivered after a later one'],
      ['credited', counts.credited, `${counts.corrected} corrected by a late event, by the exact difference`],
      ['parked messages', counts.parked, counts.parked === 0 ? '' : 'npx rapport parked list'],
    ],
  );
}

function printExplained(decision: DecisionView): void {
  printTitle('One decision explained', decision.decisionId);
  if (decision.status === 'withheld') {
    for (const sentence of decision.explanation.because) printLine(`  ${sentence}`);
    return;
  }
  const { action, policy, propensity, explanation, context } = decision;
  printLine(
    `  borrower ${decision.borrowerId}: ${Object.entries(context)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  );
  printLine(
    `  ${paint.bold(action.id)} with probability ${percent(propensity)}${policy.exploration ? paint.yellow(' (exploration)') : ' (no exploration: the best expectation)'}`,
  );
  for (const sentence of explanation.because) printLine(`  · ${sentence}`);
  for (const [reason, actions] of byReason(explanation.blocked)) {
    printLine(`  ${paint.red('blocked')} ${actions.join(', ')}: ${reason}`);
  }
}

/** The blocked actions under each reason for it. */
function byReason(blocked: DecisionView['explanation']['blocked']): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const { action, reasons } of blocked) {
    const reason = reasons.join(' ');
    grouped.set(reason, [...(grouped.get(reason) ?? []), action]);
  }
  return grouped;
}

function likely({ id, probability }: SegmentReport['action']): string {
  return `${id} ${percent(probability)}`;
}

function interval({ lower, upper }: Estimate): string {
  return `${decimal(lower)} … ${decimal(upper)}`;
}

function shortId(snapshot: string): string {
  return snapshot.slice('sha256:'.length, 'sha256:'.length + 12);
}
