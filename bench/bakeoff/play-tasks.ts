import { fileURLToPath } from 'node:url';
import { fingerprintOf, LEARNING_CODE } from '../fingerprint.ts';
import { runKept } from '../run-kept.ts';
import { type Slot, threadSlot } from '../run-tasks.ts';
import type { BakeoffOptions } from './options.ts';
import { runPeer } from './peers.ts';
import type { PolicyRun } from './policy-run.ts';
import type { BakeoffTask, ThreadTask } from './task.ts';

const WORKER = new URL('set-worker.ts', import.meta.url);
const KEPT = fileURLToPath(new URL('../out/bakeoff.jsonl', import.meta.url));

/** What peers do follows from these and from the files that were prepared for them, whatever ours learn. */
const PEER_CODE = [
  'bench/peers/bakeoff.py',
  'bench/peers/linucb_peers.py',
  'bench/peers/prepared_set.py',
  'bench/peers/progress.py',
  'bench/peers/requirements.txt',
  'bench/peers/vw_examples.py',
  'bench/peers/vw_policies.py',
];

const OUR_CODE = [
  'bench/bakeoff/data',
  ...LEARNING_CODE,
  'bench/bakeoff/play-set.ts',
  'bench/bakeoff/supervised.ts',
  'bench/bakeoff/rebuild-schedule.ts',
  'bench/bakeoff/checkpoints.ts',
];

/** The runs of each task in their order, several tasks at a time; nothing when Ctrl-C stopped them. */
export async function playTasks(
  tasks: readonly BakeoffTask[],
  { threads, fresh }: BakeoffOptions,
): Promise<readonly (readonly PolicyRun[])[] | undefined> {
  const ofOurs = fingerprintOf(OUR_CODE);
  const ofPeers = fingerprintOf(PEER_CODE);
  return await runKept<BakeoffTask, readonly PolicyRun[]>({
    label: 'runs',
    tasks,
    slots: Array.from({ length: threads }, slot),
    keyOf: (task) => `${task.kind === 'peer' ? ofPeers : ofOurs} ${keyOf(task)}`,
    noteOf: (task) => `${task.set.path.split('/').at(-1)} ${nameOf(task)}`,
    // A peer that isn't installed yet may be next time.
    isWorthKeeping: (runs) => runs.length > 0,
    file: KEPT,
    fresh: fresh === true,
  });
}

/** A thread for our strategies and the reference, a process for each of the peers' tasks. */
function slot(): Slot<BakeoffTask, readonly PolicyRun[]> {
  const thread = threadSlot<ThreadTask, readonly PolicyRun[]>(WORKER);
  return {
    perform: async (task, signal) =>
      task.kind === 'peer' ? await runPeer(task, signal) : await thread.perform(task, signal),
    close: () => thread.close(),
  };
}

function nameOf(task: BakeoffTask): string {
  switch (task.kind) {
    case 'strategy':
      return task.strategy;
    case 'supervised':
      return task.kind;
    case 'peer':
      return task.policy;
  }
}

/** Where a file lies is nothing to its results. */
function keyOf(task: BakeoffTask): string {
  const { digest } = task.set;
  return JSON.stringify(
    task.kind === 'peer' ? { ...task, set: digest, folder: '' } : { ...task, set: digest },
  );
}
