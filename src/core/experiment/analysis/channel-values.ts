import { doublyRobustScore } from '../../inference/adaptive-estimate.ts';
import { ratioEstimate } from '../../inference/ratio-metric.ts';
import { at } from '../../linear-algebra/at.ts';
import { channelPropensities, chosenChannel } from './channel-propensities.ts';
import { LEAST_UNITS } from './difference.ts';
import { type ExperimentRow, rewardAfterCost } from './experiment-row.ts';
import { changeSums, emptyMomentSums, type MomentSums, momentsOfSums } from './moment-sums.ts';
import { nextLook, type SequenceTrack, type SequentialEstimate } from './sequence-track.ts';

/** What "always this channel, where it is possible" would earn after cost, per decision. */
export interface ChannelValue extends SequentialEstimate {
  readonly channel: string;
  /** Decisions at which it could be chosen, and those at which it was. */
  readonly decisions: number;
  readonly chosen: number;
}

/** A decision and what it is counted under. */
export interface UnitRow {
  readonly unit: string;
  readonly row: ExperimentRow;
}

export interface ChannelTally {
  /** Takes in the decisions of one look, in any order but that of their units' sums. */
  add(rows: readonly UnitRow[]): void;
  /** At the look just added; channels that too few units could be contacted on are left out. */
  values(): readonly ChannelValue[];
}

interface ChannelSums {
  /** Of (ΣhΓ, Σh) of each unit. */
  moments: MomentSums;
  decisions: number;
  chosen: number;
  rewards: number;
  /** Mean of 1/e at the last look. */
  inverse: number | undefined;
  track: SequenceTrack | undefined;
}

/**
 * Values each channel within a group whose policy may learn and seldom does what it thinks little of, so that plain means
 * would be biased.
 *
 * Each decision at which the channel had a propensity e > 0 gives the score Γ = q̂ + 1[chosen]·(reward − q̂) ÷ e; the value is
 * ΣhΓ ÷ Σh, with the error of units that may depend on their own past. q̂ is the channel's mean reward at earlier looks, and
 * h = 1 ÷ √(mean of 1/e at the look before) evens out the variance over time. It doesn't depend on the decision's own
 * context, else the value would be that of other contexts.
 * @see Zhan, Ren, Athey and Zhou, "Off-policy evaluation via adaptive weighting with data from contextual bandits", KDD 2021
 * (StableVar), after Hadad et al., PNAS 2021.
 */
export function channelTally(settings: { readonly level: number; readonly tunedFor: number }): ChannelTally {
  const channels = new Map<string, ChannelSums>();
  const units = new Map<string, Map<string, Float64Array>>();
  let found: readonly ChannelValue[] = [];

  function add(rows: readonly UnitRow[]): void {
    const offers = rows.map(({ unit, row }) => ({ unit, row, propensities: channelPropensities(row) }));
    const inverses = meanInverses(offers.map(({ propensities }) => propensities));
    const terms = new Map([...inverses].map(([channel, inverse]) => [channel, termsFor(channel, inverse)]));
    for (const { unit, row, propensities } of offers) {
      for (const [channel, propensity] of propensities) {
        const term = terms.get(channel);
        if (term !== undefined) score(unit, row, channel, propensity, term);
      }
    }
    for (const [channel, inverse] of inverses) ofChannel(channel).inverse = inverse;
    found = [...channels].flatMap(([channel, sums]) => valueAt(channel, sums));
  }

  /** Prediction and weight of a look, from those before it. */
  function termsFor(channel: string, inverse: number) {
    const { chosen, rewards, inverse: before = inverse } = ofChannel(channel);
    return { prediction: chosen === 0 ? 0 : rewards / chosen, weight: 1 / Math.sqrt(before) };
  }

  function score(
    unit: string,
    row: ExperimentRow,
    channel: string,
    propensity: number,
    { prediction, weight }: { readonly prediction: number; readonly weight: number },
  ): void {
    const sums = ofChannel(channel);
    const isChosen = chosenChannel(row) === channel;
    const reward = rewardAfterCost(row);
    const observation = { propensity, prediction, ...(isChosen ? { reward } : {}) };
    const vector = vectorOf(unit, channel);
    if (at(vector, 1) > 0) sums.moments = changeSums(sums.moments, vector, -1);
    vector[0] = at(vector, 0) + weight * doublyRobustScore(observation);
    vector[1] = at(vector, 1) + weight;
    sums.moments = changeSums(sums.moments, vector, 1);
    sums.decisions += 1;
    if (isChosen) {
      sums.chosen += 1;
      sums.rewards += reward;
    }
  }

  function valueAt(channel: string, sums: ChannelSums): readonly ChannelValue[] {
    const moments = sums.moments.count < LEAST_UNITS ? undefined : momentsOfSums(sums.moments);
    if (moments === undefined) return [];
    const next = nextLook(sums.track, ratioEstimate(moments), 'decision', settings);
    if (next === undefined) return [];
    sums.track = next.track;
    return [{ channel, decisions: sums.decisions, chosen: sums.chosen, ...next.found }];
  }

  function ofChannel(channel: string): ChannelSums {
    const sums = channels.get(channel) ?? {
      moments: emptyMomentSums(2),
      decisions: 0,
      chosen: 0,
      rewards: 0,
      inverse: undefined,
      track: undefined,
    };
    channels.set(channel, sums);
    return sums;
  }

  function vectorOf(unit: string, channel: string): Float64Array {
    const ofUnit = units.get(unit) ?? new Map<string, Float64Array>();
    units.set(unit, ofUnit);
    const vector = ofUnit.get(channel) ?? new Float64Array(2);
    ofUnit.set(channel, vector);
    return vector;
  }

  return { add, values: () => found };
}

/** Mean of 1/e of each channel, over the decisions at which it could be chosen. */
function meanInverses(offers: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { count: number; inverse: number }>();
  for (const propensities of offers) {
    for (const [channel, propensity] of propensities) {
      const { count, inverse } = sums.get(channel) ?? { count: 0, inverse: 0 };
      sums.set(channel, { count: count + 1, inverse: inverse + 1 / propensity });
    }
  }
  return new Map([...sums].map(([channel, { count, inverse }]) => [channel, inverse / count]));
}
