import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import configuration from '../../rapport.config.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { circumstances } from '../circumstances.ts';
import { type EncodedSet, encodeSet } from './data/encode-set.ts';
import { readClassificationSet } from './data/read-classification-set.ts';
import { writePrepared } from './data/write-prepared.ts';
import type { BakeoffFindings } from './findings.ts';
import { type BakeoffOptions, filesOf } from './options.ts';
import { assertPeersInstalled, LINUCB_PEERS, PEER_POLICIES } from './peers.ts';
import type { BakeoffSettings } from './play-set.ts';
import { playTasks } from './play-tasks.ts';
import type { PolicyRun } from './policy-run.ts';
import { suiteFiles, withDigest } from './suite.ts';
import { duelsOf, rankPolicies, summariseSet } from './summarise.ts';
import type { BakeoffTask, PeerTask, SetFile } from './task.ts';

/** The strategies and peers on all sets; nothing when stopped. */
export async function measureBakeoff(options: BakeoffOptions): Promise<BakeoffFindings | undefined> {
  const files = [...(options.suite ? suiteFiles() : []), ...filesOf(options)].map(withDigest);
  if (files.length === 0) {
    throw new InvalidInputError(
      'config-invalid',
      'There is no set. Give --data FILE --label COLUMN, or --suite.',
    );
  }
  const peers = peersOf(options);
  if (peers.length > 0) assertPeersInstalled();
  const sets = files.map((file) => prepare(file, options, peers.length > 0));
  const tasks = sets.map(({ file, folder }) => tasksOf(file, folder, peers, options));
  const done = await playTasks(tasks.flat(), options);
  if (done === undefined) return undefined;
  const runs = new Map<BakeoffTask, readonly PolicyRun[]>(
    tasks.flat().map((task, place) => [task, done[place] ?? []]),
  );
  const runsOf = (chosen: readonly BakeoffTask[]): readonly PolicyRun[] =>
    chosen.flatMap((task) => runs.get(task) ?? []);
  const summaries = sets.map(({ set }, place) => {
    const ofSet = tasks[place] ?? [];
    return summariseSet(
      set,
      runsOf(ofSet.filter(({ kind }) => kind !== 'supervised')),
      runsOf(ofSet.filter(({ kind }) => kind === 'supervised')),
    );
  });
  const { strategy } = configuration.learning;
  return {
    ...circumstances('bench:bakeoff'),
    defaultStrategy: strategy,
    settings: settings(),
    shuffles: options.shuffles,
    sets: summaries,
    ranks: rankPolicies(summaries, options.shuffles),
    duels: duelsOf(summaries, strategy),
    absent: peers.filter(
      (peer) => !summaries.some(({ policies }) => policies.some(({ policy }) => policy.startsWith(peer))),
    ),
  };
}

/** Those of rapport.config.ts, so that the benchmark has none of its own. */
function settings(): BakeoffSettings {
  const { ridge, scales } = configuration.learning;
  return { learning: { ridge, scales }, exploration: configuration.exploration };
}

function peersOf({ peers }: BakeoffOptions): readonly string[] {
  if (peers === undefined) return [];
  return peers === true ? PEER_POLICIES : peers;
}

interface Prepared {
  readonly file: SetFile;
  readonly set: EncodedSet;
  /** Where it lies for the peers. */
  readonly folder: string;
}

function prepare(file: SetFile, { shuffles }: BakeoffOptions, forPeers: boolean): Prepared {
  const read = readClassificationSet(file.path, file.label);
  const set = encodeSet(read);
  const folder = fileURLToPath(new URL(`../out/prepared/${file.digest}`, import.meta.url));
  if (forPeers) writePrepared(read, set, seedsOf(shuffles), folder);
  process.stderr.write(
    `${basename(file.path)}: ${set.rowCount} rows, ${set.classes.length} classes, ${set.names.length} features\n`,
  );
  return { file, set, folder };
}

function seedsOf(shuffles: number): readonly number[] {
  return Array.from({ length: shuffles }, (_, index) => index + 1);
}

/** What is to be played on a set, that which takes longest first. */
function tasksOf(
  set: SetFile,
  folder: string,
  peers: readonly string[],
  { shuffles, strategies, tunePeers, peerRows }: BakeoffOptions,
): readonly BakeoffTask[] {
  const seeds = seedsOf(shuffles);
  const isSlow = (policy: string): boolean => LINUCB_PEERS.some((peer) => peer === policy);
  const ofPeers = peers.flatMap((policy): PeerTask[] => {
    const common = { kind: 'peer', set, folder, policy, tuned: tunePeers === true } as const;
    if (!isSlow(policy)) return [{ ...common, shuffles: seeds }];
    const limit = peerRows === undefined ? {} : { maxRows: peerRows };
    return seeds.map((seed) => ({ ...common, shuffles: [seed], ...limit }));
  });
  const ours = seeds.flatMap((shuffle): BakeoffTask[] => [
    ...strategies.map(
      (strategy) => ({ kind: 'strategy', set, strategy, shuffle, settings: settings() }) as const,
    ),
    { kind: 'supervised', set, shuffle, ridge: configuration.learning.ridge },
  ]);
  return [...ofPeers, ...ours];
}
