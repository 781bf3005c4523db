import type { PoolingScales } from './pooling-scales.ts';

/** Scales, and what speaks for and against them. */
export interface ScaleTrial {
  readonly scales: PoolingScales;
  /** ln p(rewards | contexts, scales), in nats. */
  readonly logEvidence: number;
  /** What they have to earn before they are believed, in nats, ≥ 0: `scalePenalty`. */
  readonly penalty: number;
}

/** What fitting maximises, in nats. */
export function standingOf({ logEvidence, penalty }: Omit<ScaleTrial, 'scales'>): number {
  return logEvidence - penalty;
}
