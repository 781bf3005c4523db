import { at } from '../../linear-algebra/at.ts';
import { dot } from '../../linear-algebra/dot.ts';
import { CHANNELS, DAYS, OUTREACH_ARMS, SLOTS } from './outreach-arms.ts';
import type { Truth } from './truth.ts';
import { DIMENSION, drawWeights, LEAST, MOST } from './weights.ts';

/** Of each weight: scores come to about ±1, where saturation bends them. */
const SPREAD = 0.5;

/** How much an arm's own part may move the odds of its channel and time. */
const OWN = 0.1;

/**
 * A borrower answers when channel *and* time suit: the product of what the channel, and what day and time of day
 * together, are worth to this borrower, each saturating, and a part of the arm's own.
 * @remarks Bounded, and linear in nothing: not in the features, not in the effects.
 */
export function misspecifiedTruth(seed: number): Truth {
  const channels = CHANNELS.map((channel) => drawWeights(SPREAD, seed, 'bent channel', channel));
  const times = DAYS.flatMap((day) =>
    SLOTS.map((slot) => {
      const ofSlot = drawWeights(SPREAD, seed, 'bent slot', slot);
      const ofDay = drawWeights(SPREAD / 2, seed, 'bent day', day);
      return ofSlot.map((weight, i) => weight + at(ofDay, i));
    }),
  );
  const arms = OUTREACH_ARMS.map(({ action, places }) => ({
    ...places,
    own: drawWeights(SPREAD, seed, 'bent arm', action),
  }));
  return (x, _progress, out) => {
    const worth = (weights: Float64Array): number => saturated(dot(weights, 0, x, 0, DIMENSION));
    const ofChannels = Float64Array.from(channels, worth);
    const ofTimes = Float64Array.from(times, worth);
    arms.forEach(({ own, channel, day, slot }, arm) => {
      const suits = at(ofChannels, channel) * at(ofTimes, day * SLOTS.length + slot);
      out[arm] = LEAST + (MOST - LEAST) * ((1 - OWN) * suits + OWN * worth(own));
    });
  };
}

/** From 0 to 1, ½ at 0: steep there and flat far away. */
function saturated(score: number): number {
  return 0.5 + (0.5 * score) / (1 + Math.abs(score));
}
