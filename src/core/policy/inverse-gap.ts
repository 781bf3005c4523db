import { at } from '../linear-algebra/at.ts';

/**
 * Inverse-gap weighting on two levels: first a channel by its best action, then an action within it; the probability
 * of an action is the product.
 * @param levels Expected reward after cost.
 * @param channels The channel of each action.
 * @param gamma γ ≥ 0 per reward unit: 0 is uniform on both levels, a large one is greedy.
 * @remarks Flat weighting over K = 168 actions would explore with most of its probability for very long; a level has
 * few members, so what it gives to the others is small. Only + − × ÷.
 * @see Abe and Long 1999; Foster and Rakhlin 2020, "Beyond UCB", algorithm 1 (SquareCB).
 */
export function inverseGapShares(
  levels: Float64Array,
  channels: readonly string[],
  gamma: number,
): Float64Array {
  const members = new Map<string, number[]>();
  channels.forEach((channel, index) => {
    const ofChannel = members.get(channel);
    if (ofChannel === undefined) members.set(channel, [index]);
    else ofChannel.push(index);
  });
  const shares = new Float64Array(levels.length);
  const groups = [...members.values()].map((group) => ({
    group,
    levels: Float64Array.from(group, (index) => at(levels, index)),
  }));
  const best = Float64Array.from(groups, (each) => Math.max(...each.levels));
  const ofChannels = inverseGap(best, gamma);
  groups.forEach((each, number) => {
    const within = inverseGap(each.levels, gamma);
    each.group.forEach((index, place) => {
      shares[index] = at(ofChannels, number) * at(within, place);
    });
  });
  return shares;
}

/** 1 ÷ (K + γ·gap) for all but the best, which has the rest; several best share theirs evenly. */
export function inverseGap(levels: Float64Array, gamma: number): Float64Array {
  const count = levels.length;
  const best = levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  let others = 0;
  let ties = 0;
  const shares = levels.map((level) => {
    if (level === best) {
      ties += 1;
      return 0;
    }
    const share = 1 / (count + gamma * (best - level));
    others += share;
    return share;
  });
  return shares.map((share, index) => (at(levels, index) === best ? (1 - others) / ties : share));
}
