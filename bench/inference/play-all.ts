import { fileURLToPath } from 'node:url';
import { fingerprintOf, LEARNING_CODE } from '../fingerprint.ts';
import { runKept } from '../run-kept.ts';
import { threadSlot } from '../run-tasks.ts';
import type { InferenceOptions } from './options.ts';
import type { InferenceResult, InferenceTask } from './tasks.ts';

const WORKER = new URL('inference-worker.ts', import.meta.url);
const KEPT = fileURLToPath(new URL('../out/inference.jsonl', import.meta.url));

const EXPERIMENT_CODE = [
  'bench/inference/experiments',
  'src/core/experiment/analysis',
  'src/core/experiment/guardrails',
  'src/core/inference',
];

const LOG_CODE = [
  ...LEARNING_CODE,
  'bench/inference/off-policy',
  'bench/outreach/credit-queue.ts',
  'src/core/evaluation',
  'src/core/inference',
  'src/core/simulation/outreach-world',
];

/** The tasks' results in their order, several at a time; nothing when Ctrl-C stopped them. */
export async function playAll(
  tasks: readonly InferenceTask[],
  { threads, fresh }: Pick<InferenceOptions, 'threads' | 'fresh'>,
): Promise<readonly InferenceResult[] | undefined> {
  const [ofExperiments, ofLogs] = [fingerprintOf(EXPERIMENT_CODE), fingerprintOf(LOG_CODE)];
  return await runKept<InferenceTask, InferenceResult>({
    label: 'tasks',
    tasks,
    slots: Array.from({ length: threads }, () => threadSlot<InferenceTask, InferenceResult>(WORKER)),
    keyOf: (task) => `${task.kind === 'log' ? ofLogs : ofExperiments} ${JSON.stringify(task)}`,
    noteOf: (task) =>
      task.kind === 'log'
        ? `log of ${task.strategy}, ${task.circumstance}`
        : `${task.kind}, ${task.scenario}`,
    file: KEPT,
    fresh: fresh === true,
  });
}
