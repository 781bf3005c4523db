import type { FeatureVector } from '../features/feature-vector.ts';
import { quantise } from '../linear-algebra/grid.ts';
import type { DelayDistribution } from './delay-distribution.ts';
import { foldCredits } from './fold.ts';
import type { Statistics } from './statistics.ts';

/** A contact that has gone out and whose reward window is open. */
export interface PendingDecision {
  readonly channel: string;
  /** Since the send, in milliseconds. */
  readonly ageMs: number;
  readonly x: FeatureVector;
  /** What the events so far make; 0 while nothing was heard. */
  readonly rewardSoFar: number;
}

/**
 * An arm's statistics with its pending decisions laid over: the reward so far is regressed on F̂(u)·x, which adds
 * F̂²xxᵀ and F̂·x·y. To build a snapshot from, never to be stored: at maturity a decision is credited whole, and the
 * next overlay no longer has it.
 * @remarks Unbiased when F̂ is the distribution of the delays, these don't depend on x, and silence is worth 0: then
 * E[y(u)|x] = F(u)·E[y|x]. With F̂ = 0 it is the statistics of matured decisions alone; with F̂ = 1 it would take every
 * silence for a final 0 and be biased low. Exact and independent of order, as every fold is; F̂·x is rounded to the grid.
 * @see Vernade et al., "Linear bandits with stochastic delayed feedback", ICML 2020, for the windowed case.
 */
export function overlayPending(
  matured: Statistics,
  pending: readonly PendingDecision[],
  delays: DelayDistribution,
): Statistics {
  const changes = pending.flatMap(({ channel, ageMs, x, rewardSoFar }) => {
    const share = delays(channel, ageMs);
    // So young that nothing can have been heard: there is nothing to learn from silence.
    if (share === 0) return [];
    const scaled = { names: x.names, values: x.values.map((value) => quantise(share * value)) };
    return [{ kind: 'credit' as const, x: scaled, reward: rewardSoFar }];
  });
  return foldCredits(matured, changes);
}
