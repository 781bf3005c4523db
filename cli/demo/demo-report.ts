import type { DecisionView } from '../../src/contracts/decision-view.ts';
import type { ExperimentReport } from './experiment/experiment-report.ts';

/** A mean with the two-sided 95 % interval of a normal approximation. */
export interface Estimate {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/** What each policy earned per decision, in reward units after the channel's cost. */
export interface PolicyComparison {
  /** Selected decisions, on all of which every policy is compared. */
  readonly decisions: number;
  readonly rapport: {
    /** What the service credited, from its own ledger. */
    readonly credited: Estimate;
    /** What its probabilities are worth in the simulated world; exact. */
    readonly expected: number;
  };
  /** Every eligible action equally often; exact. */
  readonly uniform: { readonly expected: number };
  /** The best single action for everybody, no contact where it is not lawful; exact. */
  readonly bestFixed: { readonly action: string; readonly expected: number };
  /** The best action for everybody every time, which only the simulation knows. */
  readonly perfect: { readonly expected: number };
  /** Credited reward ÷ the uniform policy's; absent when that is not above 0. */
  readonly timesUniform?: number;
  readonly timesBestFixed?: number;
}

export interface WeekReport {
  readonly week: number;
  readonly decisions: number;
  readonly rapport: number;
  readonly uniform: number;
  readonly bestFixed: number;
}

/** What the last model would do for one group of the population. */
export interface SegmentReport {
  readonly segment: string;
  readonly borrowers: number;
  readonly channel: { readonly id: string; readonly probability: number };
  readonly window: { readonly id: string; readonly probability: number };
  readonly action: { readonly id: string; readonly probability: number };
  /** The action that is in truth worth most for the group as a whole. */
  readonly bestInTruth: string;
}

export interface CountsReport {
  readonly borrowers: number;
  readonly decisions: number;
  readonly selected: number;
  readonly withheld: number;
  readonly withheldBecause: readonly { readonly reason: string; readonly decisions: number }[];
  readonly noContact: number;
  readonly byFixedRules: number;
  readonly explored: number;
  readonly confirmed: number;
  readonly refusedAtSend: number;
  readonly notConfirmedInTime: number;
  readonly outcomes: number;
  readonly outcomesRepeated: number;
  readonly outcomesOvertaken: number;
  readonly outcomesStraightToQueue: number;
  /** Decisions whose credit a late event changed. */
  readonly corrected: number;
  readonly credited: number;
  readonly parked: number;
}

export interface DemoReport {
  readonly seed: number;
  readonly simulated: { readonly from: string; readonly to: string };
  readonly model: { readonly id: string; readonly snapshot: string; readonly credits: number };
  readonly rewardPerDecision: PolicyComparison;
  readonly weeks: readonly WeekReport[];
  readonly learned: readonly SegmentReport[];
  readonly counts: CountsReport;
  readonly explained: DecisionView;
  /** Absent when it was left out. */
  readonly experiment?: ExperimentReport;
  readonly tryIt: { readonly start: string; readonly curl: string };
}
