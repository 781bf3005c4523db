import { parentPort } from 'node:worker_threads';
import { type EncodedSet, encodeSet } from './data/encode-set.ts';
import { readClassificationSet } from './data/read-classification-set.ts';
import { playSet } from './play-set.ts';
import type { PolicyRun } from './policy-run.ts';
import { playSupervised } from './supervised.ts';
import type { SetFile, ThreadTask } from './task.ts';

const sets = new Map<string, EncodedSet>();

/** A thread that plays sets: one message is one run; a set is read once. */
parentPort?.on('message', (task: ThreadTask) => {
  parentPort?.postMessage([play(task)] satisfies PolicyRun[]);
});

function play(task: ThreadTask): PolicyRun {
  const set = setOf(task.set);
  const common = {
    library: 'rapport',
    features: 'encoded',
    hindsight: false,
    shuffle: task.shuffle,
    rows: set.rowCount,
  } as const;
  if (task.kind === 'supervised') {
    const settings = `ridge ${task.ridge}, full information`;
    return { policy: 'supervised', settings, ...common, ...playSupervised(set, task.shuffle, task.ridge) };
  }
  const { strategy, settings, shuffle } = task;
  return {
    policy: strategy,
    settings: JSON.stringify(settings),
    ...common,
    ...playSet(set, shuffle, strategy, settings),
  };
}

function setOf({ path, label, digest }: SetFile): EncodedSet {
  const known = sets.get(digest);
  if (known !== undefined) return known;
  const set = encodeSet(readClassificationSet(path, label));
  sets.set(digest, set);
  return set;
}
