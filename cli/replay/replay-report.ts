import { type Cell, printLine, printTable } from '../terminal/print.ts';
import type { Estimate, Findings, PolicyFinding } from './findings.ts';
import type { PreparedWorld } from './make-world.ts';
import type { ReplayPlan } from './replay-plan.ts';
import type { ReplayCounts } from './run-replay.ts';

/** What a finished replay has to say; `timing` alone differs from run to run. */
export interface ReplayReport {
  readonly replay: string;
  readonly mode: 'model' | 'logged';
  readonly through: 'memory' | 'http';
  readonly rows: number;
  readonly actions: number;
  readonly features: number;
  readonly settings: ReplayPlan['settings'];
  readonly learning: ReplayPlan['schema']['learning'];
  readonly decisions: ReplayCounts;
  readonly outcomeModel?: PreparedWorld['outcomeModel'];
  readonly findings: Findings;
  readonly caveat: string;
  readonly timing: {
    /** Reading the file once and fitting the outcome model. */
    readonly preparationSeconds: number;
    /** The replay itself. */
    readonly seconds: number;
    readonly rowsPerSecond: number;
  };
}

/** Prints the report for people. */
export function printReport(report: ReplayReport): void {
  const { findings, decisions, timing } = report;
  printLine(
    `${report.replay}: ${count(report.rows)} rows, ${report.actions} actions, ${report.features} features; ${decisions.snapshots} snapshots from ${count(decisions.learned?.credits ?? 0)} credits; ${count(Math.round(timing.rowsPerSecond))} rows/s.`,
  );
  if (report.outcomeModel !== undefined) {
    const { heldOutLogLoss, baselineLogLoss } = report.outcomeModel;
    printLine(
      `Outcome model on rows it has not seen: log loss ${heldOutLogLoss.toFixed(4)}, against ${baselineLogLoss.toFixed(4)} by the overall rate.`,
    );
  }
  printLine();
  printTable(HEADS[findings.method], findings.policies.map(ROWS[findings.method]));
  if (findings.rejectionReplay !== undefined) {
    const { rows, reward } = findings.rejectionReplay;
    printLine(
      `Rejection replay: ${count(rows)} rows kept${reward === undefined ? '' : `, mean reward ${figure(reward.mean)}, with 95 % certainty within ${figure(reward.empiricalBernstein.lower)} … ${figure(reward.empiricalBernstein.upper)} (empirical Bernstein; so few rows make no bell curve)`}.`,
    );
  }
  if (findings.logged !== undefined) {
    printLine(
      `The logging policy earned ${figure(findings.logged.mean)} a row (${interval(findings.logged)}).`,
    );
  }
  printLine();
  printLine(report.caveat);
}

const HEADS: Readonly<Record<Findings['method'], readonly string[]>> = {
  'fitted-outcome-model': [
    'policy',
    'mean reward',
    '95 % interval',
    'expected',
    'rapport − policy',
    '95 % interval, paired',
  ],
  'inverse-propensity-score': [
    'policy',
    'IPS',
    '95 % interval',
    'SNIPS',
    'ESS',
    'mean weight',
    'rapport − policy',
    '95 % interval, paired',
  ],
};

const ROWS: Readonly<Record<Findings['method'], (finding: PolicyFinding) => Cell[]>> = {
  'fitted-outcome-model': (finding) => [
    nameOf(finding),
    figure(finding.reward.mean),
    interval(finding.reward),
    finding.expectedReward === undefined ? '' : figure(finding.expectedReward),
    ...leadOf(finding),
  ],
  'inverse-propensity-score': (finding) => [
    nameOf(finding),
    figure(finding.reward.mean),
    interval(finding.reward),
    finding.selfNormalised === undefined ? '' : figure(finding.selfNormalised.mean),
    finding.weights === undefined ? '' : count(Math.round(finding.weights.effectiveSampleSize)),
    finding.weights === undefined ? '' : finding.weights.meanWeight.toFixed(2),
    ...leadOf(finding),
  ],
};

function nameOf({ policy, action }: PolicyFinding): string {
  return action === undefined ? policy : `${policy} (${action})`;
}

function leadOf({ lead }: PolicyFinding): Cell[] {
  return lead === undefined
    ? ['', '']
    : [signed(lead.mean), `${signed(lead.normal.lower)} … ${signed(lead.normal.upper)}`];
}

function interval({ normal }: Estimate): string {
  return `${figure(normal.lower)} … ${figure(normal.upper)}`;
}

function figure(value: number): string {
  return value.toFixed(4).replace('-', '−');
}

function signed(value: number): string {
  return value < 0 ? figure(value) : `+${figure(value)}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
