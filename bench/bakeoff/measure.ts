import configuration from '../../rapport.config.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { circumstances } from '../circumstances.ts';
import type { BakeoffFindings } from './findings.ts';
import { type BakeoffOptions, filesOf } from './options.ts';
import { assertPeersInstalled, PEER_POLICIES } from './peers.ts';
import { configuredSettings, planTasks, seedsOf } from './plan-tasks.ts';
import { playTasks } from './play-tasks.ts';
import type { PolicyRun } from './policy-run.ts';
import { prepareSet } from './prepare-set.ts';
import { suiteFiles, withDigest } from './suite.ts';
import { asTheyCome, drawing, duelsOf, rankPolicies, summariseSet } from './summarise.ts';
import type { BakeoffTask } from './task.ts';

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
  const seeds = seedsOf(options.shuffles);
  const sets = files.map((file) => prepareSet(file, peers.length > 0 ? seeds : []));
  const tasks = sets.map((prepared) => planTasks(prepared, peers, options));
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
    settings: configuredSettings(),
    shuffles: options.shuffles,
    sets: summaries,
    ranks: rankPolicies(summaries, options.shuffles),
    ranksOfDrawing: peers.length > 0 ? rankPolicies(drawing(summaries), options.shuffles) : [],
    ranksAsTheyCome: peers.length > 0 ? rankPolicies(asTheyCome(summaries), options.shuffles) : [],
    duels: duelsOf(summaries, strategy),
    absent: peers.filter((peer) => !summaries.some(({ policies }) => policies.some(isOf(peer)))),
  };
}

function peersOf({ peers }: BakeoffOptions): readonly string[] {
  if (peers === undefined) return [];
  return peers === true ? PEER_POLICIES : peers;
}

/** Whether a policy is a variant of this peer's. */
function isOf(peer: string): (each: { readonly policy: string }) => boolean {
  return ({ policy }) => policy === peer || policy.startsWith(`${peer} (`);
}
