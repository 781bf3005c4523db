import { InvariantError } from '../errors.ts';
import type { ScoredAction } from './scored-action.ts';

/** Expected reward after cost, in reward units. */
export function netReward({ mean, cost }: ScoredAction): number {
  return mean - cost;
}

/**
 * The action with the highest expected reward after cost; of several the first by name.
 * @throws {InvariantError} `unreachable` when there is no action.
 */
export function greedyAction(scored: readonly ScoredAction[]): ScoredAction {
  const [first, ...others] = scored;
  if (first === undefined) throw new InvariantError('unreachable', 'There is no action to explain.');
  return others.reduce((best, next) => {
    const gain = netReward(next) - netReward(best);
    return gain > 0 || (gain === 0 && next.action < best.action) ? next : best;
  }, first);
}
