import configuration from '../../rapport.config.ts';
import type { BakeoffOptions } from './options.ts';
import { LINUCB_PEERS } from './peers.ts';
import type { BakeoffSettings } from './play-set.ts';
import type { Prepared } from './prepare-set.ts';
import type { BakeoffTask, PeerTask } from './task.ts';

/** Those of rapport.config.ts, so that the benchmark has none of its own. */
export function configuredSettings(): BakeoffSettings {
  const { ridge, scales } = configuration.learning;
  return { learning: { ridge, scales }, exploration: configuration.exploration };
}

/** The orders' seeds. */
export function seedsOf(shuffles: number): readonly number[] {
  return Array.from({ length: shuffles }, (_, index) => index + 1);
}

/** What is to be played on a set, that which takes longest first. */
export function planTasks(
  { file: set, forPeers }: Prepared,
  peers: readonly string[],
  { shuffles, strategies, tunePeers, peerRows }: BakeoffOptions,
): readonly BakeoffTask[] {
  const seeds = seedsOf(shuffles);
  const isSlow = (policy: string): boolean => LINUCB_PEERS.some((peer) => peer === policy);
  const ofPeers = peers.flatMap((policy): PeerTask[] => {
    if (forPeers === undefined) return [];
    const common = { kind: 'peer', set, ...forPeers, policy, tuned: tunePeers === true } as const;
    if (!isSlow(policy)) return [{ ...common, shuffles: seeds }];
    const limit = peerRows === undefined ? {} : { maxRows: peerRows };
    return seeds.map((seed) => ({ ...common, shuffles: [seed], ...limit }));
  });
  const ours = seeds.flatMap((shuffle): BakeoffTask[] => [
    ...strategies.map(
      (strategy) => ({ kind: 'strategy', set, strategy, shuffle, settings: configuredSettings() }) as const,
    ),
    { kind: 'supervised', set, shuffle, ridge: configuration.learning.ridge },
  ]);
  return [...ofPeers, ...ours];
}
