import { at } from '../linear-algebra/at.ts';
import { RANDUCB_WEIGHTS } from './randucb-weights.ts';

/**
 * The probability with which each action has the highest score level + Z·slope, where one Z, coupled over all actions,
 * follows {@link RANDUCB_WEIGHTS}; actions that tie exactly share evenly.
 * @param levels Expected reward after cost.
 * @param slopes β·width ≥ 0.
 * @remarks Does not depend on the order of the actions. Cost O(20·K).
 * @see Vaswani, Mehrabian, Durand and Kveton, 2020, section 3: RandUCB with coupled arms.
 */
export function randUcbShares(levels: Float64Array, slopes: Float64Array): Float64Array {
  const shares = new Float64Array(levels.length);
  const last = RANDUCB_WEIGHTS.length - 1;
  RANDUCB_WEIGHTS.forEach((weight, m) => {
    const z = m / last;
    for (const winner of winnersAt(z, levels, slopes)) {
      shares[winner.index] = at(shares, winner.index) + weight / winner.ties;
    }
  });
  return shares;
}

/**
 * The bonus Z·slope with which an action wins on average, over those Z where it does; 0 for one that never wins.
 * @remarks What an explanation calls the exploration bonus: the part of the winning score that uncertainty made.
 */
export function meanWinningBonus(levels: Float64Array, slopes: Float64Array, action: number): number {
  let mass = 0;
  let bonus = 0;
  const last = RANDUCB_WEIGHTS.length - 1;
  RANDUCB_WEIGHTS.forEach((weight, m) => {
    const z = m / last;
    for (const { index, ties } of winnersAt(z, levels, slopes)) {
      if (index !== action) continue;
      mass += weight / ties;
      bonus += (weight / ties) * z * at(slopes, action);
    }
  });
  return mass === 0 ? 0 : bonus / mass;
}

interface Winner {
  readonly index: number;
  /** How many actions have this very score. */
  readonly ties: number;
}

function winnersAt(z: number, levels: Float64Array, slopes: Float64Array): readonly Winner[] {
  let best = Number.NEGATIVE_INFINITY;
  let winner = 0;
  let ties = 0;
  for (let index = 0; index < levels.length; index++) {
    const score = at(levels, index) + z * at(slopes, index);
    if (score > best) {
      best = score;
      winner = index;
      ties = 1;
    } else if (score === best) ties += 1;
  }
  if (ties === 1) return [{ index: winner, ties }];
  const winners: Winner[] = [];
  for (let index = winner; index < levels.length; index++) {
    if (at(levels, index) + z * at(slopes, index) === best) winners.push({ index, ties });
  }
  return winners;
}
