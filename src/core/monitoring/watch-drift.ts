import type { DecisionWeek } from '../time/decision-week.ts';
import {
  type SplitShifts,
  splitShifts,
  standardised,
  type WeeklyShift,
  weightedMean,
} from './common-shift.ts';
import { cusum, cusumState } from './cusum.ts';
import { type ChannelWeek, type WeeklyErrorsInput, weeklyErrors } from './weekly-errors.ts';

export interface DriftWeek {
  readonly week: DecisionWeek;
  /** Outcomes of the week. */
  readonly credits: number;
  /** How much better (> 0) or worse than forecast, in reward units per outcome … */
  readonly shift: number;
  /** … and in standard deviations. */
  readonly z: number;
  /** The cumulative sums after the week. */
  readonly up: number;
  readonly down: number;
}

export interface Drift {
  readonly weeks: readonly DriftWeek[];
  /** The larger of the two sums now; 0 without a week that could be judged. */
  readonly sum: number;
  readonly alarm: boolean;
  /** What speaks for a change; absent while nothing does. */
  readonly change?: Change;
}

export interface Change {
  readonly direction: 'better' | 'worse';
  /** The week in which it probably began. */
  readonly since: DecisionWeek;
  /** How many weeks ago that was, the first one counted. */
  readonly weeks: number;
  /** Its size on average since then, in reward units per outcome. */
  readonly shift: number;
}

export interface ChannelDrift extends Drift {
  readonly channel: string;
}

export interface DriftReport {
  /** What all channels have in common: season, economy, the outcome feed. Never an alarm. */
  readonly common: Drift;
  /** In the order of the arms given. */
  readonly channels: readonly ChannelDrift[];
  /** How much more than by chance the channels' weeks differ, ≥ 1; what the scores were divided by is its root. */
  readonly dispersion: number;
}

/**
 * Whether a channel answers otherwise than what was learned of it says: cumulative sums over the errors of weekly
 * forecasts, less what all channels have in common that week.
 * @remarks A channel that changed distorts what the others are compared with. So while some raise the alarm, the one with
 * the clearest change is set aside, and the rest is compared again without it. Of the last two it can't be told which one
 * changed, so both raise the alarm.
 * @see Baarda, "A testing procedure for use in geodetic networks", 1968, for setting aside one outlier at a time.
 */
export function watchDrift(input: WeeklyErrorsInput): DriftReport {
  const errors = weeklyErrors(input);
  const reference = new Set([...errors].flatMap(([channel, weeks]) => (weeks.length > 0 ? [channel] : [])));
  for (;;) {
    const report = reportOn(errors, reference);
    const alarmed = report.channels.filter(({ channel, alarm }) => alarm && reference.has(channel));
    if (alarmed.length === 0 || reference.size <= 2) return report;
    reference.delete(clearest(alarmed).channel);
  }
}

function reportOn(
  errors: ReadonlyMap<string, readonly ChannelWeek[]>,
  reference: ReadonlySet<string>,
): DriftReport {
  const split = splitShifts(errors, reference);
  const dispersion = dispersionOf(split, reference);
  const channels = [...split.channels].map(([channel, shifts]) => ({
    channel,
    ...driftOf(shifts, dispersion),
  }));
  return { common: { ...driftOf(split.common, 1), alarm: false }, channels, dispersion };
}

function driftOf(shifts: readonly WeeklyShift[], dispersion: number): Drift {
  const scores = shifts.map((each) => standardised(each) / Math.sqrt(dispersion));
  const steps = cusum(scores);
  const weeks = shifts.map(({ week, credits, shift }, index): DriftWeek => {
    const { up = 0, down = 0 } = steps[index] ?? {};
    return { week, credits, shift, z: scores[index] ?? 0, up, down };
  });
  const state = cusumState(steps);
  const run = state === undefined ? [] : shifts.slice(startOfChange(scores, state.since));
  const [first] = run;
  const last = run.at(-1);
  const mean = weightedMean(run);
  if (state === undefined || first === undefined || last === undefined || mean === undefined) {
    return { weeks, sum: state?.sum ?? 0, alarm: false };
  }
  return {
    weeks,
    sum: state.sum,
    alarm: state.alarm,
    change: {
      direction: state.direction === 'up' ? 'better' : 'worse',
      since: first.week,
      weeks: last.week - first.week + 1,
      shift: mean.shift,
    },
  };
}

/** Where the scores since `from` fall apart most clearly into before and after: the likeliest start of a lasting shift. */
function startOfChange(scores: readonly number[], from: number): number {
  let [start, strongest, sum] = [from, 0, 0];
  for (let index = scores.length - 1; index >= from; index -= 1) {
    sum += scores[index] ?? 0;
    const strength = Math.abs(sum) / Math.sqrt(scores.length - index);
    if (strength > strongest) [start, strongest] = [index, strength];
  }
  return start;
}

/** The square of a standard normal variable is below this half of the time. */
const MEDIAN_SQUARE = 0.4549;

/**
 * How much more the scores vary than they would by chance: holidays, campaigns and failures move single channels in
 * single weeks. From the median, which a change of one channel hardly moves.
 */
function dispersionOf({ channels }: SplitShifts, reference: ReadonlySet<string>): number {
  const squares = [...channels]
    .filter(([channel]) => reference.has(channel))
    .flatMap(([, shifts]) => shifts.map((each) => standardised(each) ** 2))
    .sort((a, b) => a - b);
  const middle = squares[Math.floor(squares.length / 2)] ?? 0;
  return Math.max(1, middle / MEDIAN_SQUARE);
}

/** The one whose change since it began is largest, measured in its own standard deviation. */
function clearest(alarmed: readonly ChannelDrift[]): ChannelDrift {
  const strength = ({ weeks, change }: ChannelDrift): number => {
    const run = weeks.filter(({ week }) => change !== undefined && week >= change.since);
    return Math.abs(run.reduce((sum, { z }) => sum + z, 0)) / Math.sqrt(Math.max(1, run.length));
  };
  return alarmed.reduce((first, next) => (strength(next) > strength(first) ? next : first));
}
