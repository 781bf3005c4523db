import { playComparison } from './experiments/play-comparison.ts';
import { playGuardrails } from './experiments/play-guardrails.ts';
import { measureLog } from './off-policy/measure-log.ts';
import type { InferenceResult, InferenceTask } from './tasks.ts';

/** The same task has the same result, everywhere. */
export function performTask(task: InferenceTask): InferenceResult {
  if (task.kind === 'log') return { kind: 'log', targets: measureLog(task) };
  const { kind, from, to, ...settings } = task;
  const play = kind === 'comparison' ? playComparison : playGuardrails;
  return {
    kind: 'experiments',
    runs: Array.from({ length: to - from + 1 }, (_, place) => play({ ...settings, seed: from + place })),
  };
}
