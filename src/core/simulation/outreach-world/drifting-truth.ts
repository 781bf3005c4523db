import { at } from '../../linear-algebra/at.ts';
import { dot } from '../../linear-algebra/dot.ts';
import { CHANNELS, OUTREACH_ARMS, SLOTS } from './outreach-arms.ts';
import type { Truth } from './truth.ts';
import { addUp, asProbability, DIMENSION, drawWeights, SPREADS } from './weights.ts';

/** By how much effects turn from the beginning to the end: what they end as has nothing to do with the beginning. */
const TURN = Math.PI / 2;

/**
 * A structured truth in which what channels and times of day are worth moves steadily, while base, days and the arms'
 * own parts stay.
 * @remarks An effect is cos(φ)·first + sin(φ)·last with φ from 0 to a right angle, so that its spread is always the
 * same and only its direction moves.
 */
export function driftingTruth(seed: number): Truth {
  const moving = (spread: number, kind: string, name: string) => ({
    first: drawWeights(spread, seed, kind, name),
    last: drawWeights(spread, seed, kind, name, 'last'),
  });
  const channels = CHANNELS.map((name) => moving(SPREADS.channel, 'channel', name));
  const slots = SLOTS.map((name) => moving(SPREADS.slot, 'slot', name));
  const arms = OUTREACH_ARMS.map(({ action, groups, places }) => ({
    ...places,
    staying: addUp([
      drawWeights(SPREADS.base, seed, 'base'),
      drawWeights(SPREADS.day, seed, 'day', groups.day),
      drawWeights(SPREADS.arm, seed, 'arm', action),
    ]),
  }));
  return (x, progress, out) => {
    const angle = TURN * progress;
    const [near, far] = [Math.cos(angle), Math.sin(angle)];
    const worth = (weights: Float64Array): number => dot(weights, 0, x, 0, DIMENSION);
    const now = ({ first, last }: ReturnType<typeof moving>): number =>
      near * worth(first) + far * worth(last);
    const ofChannels = Float64Array.from(channels, now);
    const ofSlots = Float64Array.from(slots, now);
    arms.forEach(({ staying, channel, slot }, arm) => {
      out[arm] = asProbability(worth(staying) + at(ofChannels, channel) + at(ofSlots, slot));
    });
  };
}
