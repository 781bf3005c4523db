import type { ArmSums } from '../../inference/propensity-martingale.ts';
import type { UtcDate } from '../../time/utc-date.ts';
import type { ChannelValue } from './channel-values.ts';
import type { Difference } from './comparison.ts';
import type { SampleRatioCheck } from './sample-ratio-check.ts';
import type { SegmentEffect } from './segment-effects.ts';
import type { SequentialEstimate } from './sequence-track.ts';
import type { Verdict } from './verdict.ts';

/** What an experiment shows: who is in it, whether it is sound, and only if it is, what it says. */
export interface ExperimentFindings {
  /** Days with a look. */
  readonly looks: number;
  readonly firstDay?: UtcDate;
  readonly lastDay?: UtcDate;
  readonly groups: readonly GroupCount[];
  /** Units that were seen in two groups; they count in the first. */
  readonly moved: number;
  readonly checks: Checks;
  /** Why nothing may be read from it; empty when all is well. */
  readonly obstacles: readonly string[];
  /** Absent while there are obstacles. */
  readonly reading?: Reading;
}

export interface GroupCount {
  readonly group: string;
  /** That it was meant to get of all units, in (0, 1]. */
  readonly share: number;
  /** Units that it got, those included that came after it was stopped. */
  readonly assigned: number;
  /** Units with a decision that is compared, and these decisions. */
  readonly units: number;
  readonly decisions: number;
}

export interface Checks {
  /** Absent where shares say nothing, as of a holdout and everybody else. */
  readonly sampleRatio?: SampleRatioCheck;
  readonly choices: readonly ChoiceCheck[];
  /** Whether some action or channel was not chosen as often as the propensities say. */
  readonly choicesFailed: boolean;
}

export interface ChoiceCheck extends ArmSums {
  readonly group: string;
  readonly kind: 'channel' | 'action';
  readonly arm: string;
  /** The smallest at any look so far, allowing for the number of all checks (Bonferroni). */
  readonly pValue: number;
}

/** Estimates, with intervals and p-values that hold at every look. */
export interface Reading {
  /** The first is the one that verdicts rest on. */
  readonly metrics: readonly MetricReading[];
  /** The differences of the first metric at every look, of each group but the control. */
  readonly overTime: readonly { readonly group: string; readonly looks: readonly Difference[] }[];
  readonly segments: readonly SegmentEffect[];
  readonly channels: readonly { readonly group: string; readonly values: readonly ChannelValue[] }[];
  readonly verdicts: readonly ({ readonly group: string } & Verdict)[];
}

export interface MetricReading {
  readonly metric: string;
  /** Each at the plan's level by itself. */
  readonly groups: readonly ({ readonly group: string } & SequentialEstimate)[];
  /** To the control; each at the plan's level divided by their number, so that all hold at once. */
  readonly differences: readonly GroupDifference[];
}

export interface GroupDifference extends Difference {
  readonly group: string;
  /** The adjusted difference's p-value, allowing for all groups by Holm's procedure. */
  readonly holm: number;
}
