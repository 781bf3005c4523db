import { type Circumstances, circumstances } from '../circumstances.ts';
import { claimsOf, type InferenceClaim } from './claims.ts';
import { SCENARIOS } from './experiments/scenario.ts';
import type { InferenceOptions } from './options.ts';
import { playAll } from './play-all.ts';
import { type Sizes, sizesOf } from './sizes.ts';
import { type ScenarioSummary, summariseExperiments } from './summarise-experiments.ts';
import { type CoverageSummary, summariseLogs } from './summarise-logs.ts';
import { CIRCUMSTANCES, type InferenceResult, type InferenceTask, RAISED, tasksFor } from './tasks.ts';

export interface LogFindings {
  readonly circumstance: (typeof CIRCUMSTANCES)[number];
  readonly logs: number;
  readonly coverage: readonly CoverageSummary[];
}

export interface InferenceFindings extends Circumstances {
  readonly sizes: Sizes;
  readonly raised: typeof RAISED;
  readonly experiments: readonly ScenarioSummary[];
  readonly logs: readonly LogFindings[];
  readonly claims: readonly InferenceClaim[];
}

/** Plays everything and sums it up; nothing when stopped. */
export async function measureInference(options: InferenceOptions): Promise<InferenceFindings | undefined> {
  const tasks = tasksFor(options);
  const results = await playAll(tasks, options);
  if (results === undefined) return undefined;
  const sizes = sizesOf(options);
  const experiments = SCENARIOS.flatMap((scenario) => {
    const runs = resultsOf(tasks, results, (task) => task.kind !== 'log' && task.scenario === scenario);
    const alarms = runs.flatMap((result) => (result.kind === 'experiments' ? result.runs : []));
    return alarms.length === 0 ? [] : [summariseExperiments(scenario, alarms, sizes.looks)];
  });
  const logs = CIRCUMSTANCES.map((circumstance) => logFindings(circumstance, tasks, results, options)).filter(
    ({ coverage }) => coverage.length > 0,
  );
  return {
    ...circumstances('bench:inference'),
    sizes,
    raised: RAISED,
    experiments,
    logs,
    claims: claimsOf(experiments, logs),
  };
}

function logFindings(
  circumstance: LogFindings['circumstance'],
  tasks: readonly InferenceTask[],
  results: readonly InferenceResult[],
  { strategies }: InferenceOptions,
): LogFindings {
  const byStrategy = strategies.map((strategy) => {
    const own = resultsOf(
      tasks,
      results,
      (task) => task.kind === 'log' && task.circumstance === circumstance && task.strategy === strategy,
    );
    return { strategy, watches: own.flatMap((result) => (result.kind === 'log' ? [result.targets] : [])) };
  });
  return {
    circumstance,
    logs: Math.max(0, ...byStrategy.map(({ watches }) => watches.length)),
    coverage: byStrategy.flatMap(({ strategy, watches }) =>
      watches.length === 0 ? [] : summariseLogs(strategy, watches),
    ),
  };
}

function resultsOf(
  tasks: readonly InferenceTask[],
  results: readonly InferenceResult[],
  which: (task: InferenceTask) => boolean,
): readonly InferenceResult[] {
  return results.filter((_, place) => {
    const task = tasks[place];
    return task !== undefined && which(task);
  });
}
