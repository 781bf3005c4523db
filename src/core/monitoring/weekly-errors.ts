import { INTERCEPT } from '../features/feature-columns.ts';
import type { ActionId } from '../identifiers.ts';
import { at } from '../linear-algebra/at.ts';
import { weeklyDecay } from '../model/decay.ts';
import { COUNT, layOut, sumsLength } from '../model/sums.ts';
import type { WeeklyStatistics } from '../model/weekly-statistics.ts';
import type { PoolingScales } from '../pooling/pooling-scales.ts';
import type { DecisionWeek } from '../time/decision-week.ts';
import { type ForecastError, type ForecastModel, forecastError } from './forecast-error.ts';

/** A channel's forecast error in one week. */
export interface ChannelWeek extends ForecastError {
  readonly week: DecisionWeek;
}

export interface WeeklyErrorsInput {
  /** The model's feature names. */
  readonly names: readonly string[];
  /** Every arm with its channel; `no-contact` is a channel of its own. */
  readonly arms: readonly { readonly action: ActionId; readonly channel: string }[];
  readonly weekly: ReadonlyMap<ActionId, readonly WeeklyStatistics[]>;
  readonly scales: PoolingScales;
  readonly halfLifeWeeks?: number;
  /** The first week whose outcomes may still be missing; it and later ones are not judged. */
  readonly until: DecisionWeek;
}

/** Weeks looked at; older ones are learned from all the same. */
const WATCHED_WEEKS = 52;

/** A channel's past must hold so many outcomes, and its week so many, before they say anything. */
const LEAST_LEARNED = 50;
const LEAST_CREDITS = 10;

/**
 * How far each week of each channel was from what the weeks before it had taught, oldest first; weeks with little to
 * learn from or to judge are left out.
 * @remarks What was learned fades by the half-life, as in the model that is served: then the errors are those that the
 * served model makes. A whole week holds each weekday once, so no window is judged by a better day than it learned from.
 */
export function weeklyErrors(input: WeeklyErrorsInput): ReadonlyMap<string, readonly ChannelWeek[]> {
  const { names, arms, halfLifeWeeks, until } = input;
  const model = forecastModel(input);
  const byWeek = sumsByWeek(input);
  const errors = new Map<string, ChannelWeek[]>();
  for (const { channel } of arms) errors.set(channel, []);
  const past = new Map<ActionId, Float64Array>();
  for (const { action } of arms) past.set(action, new Float64Array(sumsLength(names.length)));
  const decay = halfLifeWeeks === undefined ? 1 : weeklyDecay(halfLifeWeeks);

  for (let week = Math.min(until, ...byWeek.keys()) as DecisionWeek; week < until; week++) {
    const sums = byWeek.get(week);
    if (sums !== undefined && week >= until - WATCHED_WEEKS) {
      for (const [channel, weeks] of errors) {
        const ofChannel = arms
          .filter((arm) => arm.channel === channel)
          .map(({ action }) => ({
            before: past.get(action) ?? new Float64Array(0),
            now: sums.get(action) ?? new Float64Array(sumsLength(names.length)),
          }));
        const total = (of: 'before' | 'now') => ofChannel.reduce((sum, arm) => sum + at(arm[of], COUNT), 0);
        if (total('before') < LEAST_LEARNED || total('now') < LEAST_CREDITS) continue;
        weeks.push({ week, ...forecastError(ofChannel, model) });
      }
    }
    for (const [action, before] of past) {
      const now = sums?.get(action);
      past.set(
        action,
        before.map((value, place) => decay * (value + (now === undefined ? 0 : at(now, place)))),
      );
    }
  }
  return errors;
}

/** The scales of the pooled learner, as the channel and its arms see them. */
function forecastModel({ names, scales }: WeeklyErrorsInput): ForecastModel {
  const { noise, base, channel, day, slot, arm } = scales;
  const together = (...parts: readonly number[]): number =>
    Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0)) / noise;
  return {
    dimension: names.length,
    intercept: names.indexOf(INTERCEPT),
    // Never 0, for every channel has a level of its own, whatever the scales say of what arms share.
    sharedRatio: Math.max(together(base, channel), together(arm)),
    ownRatio: together(day, slot, arm),
  };
}

function sumsByWeek({
  arms,
  weekly,
  names,
  until,
}: WeeklyErrorsInput): Map<DecisionWeek, Map<ActionId, Float64Array>> {
  const byWeek = new Map<DecisionWeek, Map<ActionId, Float64Array>>();
  for (const { action } of arms) {
    for (const { week, statistics } of weekly.get(action) ?? []) {
      if (week >= until) continue;
      const ofWeek = byWeek.get(week) ?? new Map<ActionId, Float64Array>();
      byWeek.set(week, ofWeek);
      const sibling = ofWeek.get(action);
      const sums = layOut(statistics, names);
      ofWeek.set(
        action,
        sibling === undefined ? sums : sums.map((value, place) => value + at(sibling, place)),
      );
    }
  }
  return byWeek;
}
