import configuration from '../../rapport.config.ts';
import type { ExplorationSettings } from '../../src/core/policy/exploration.ts';
import type { Alarms } from './experiments/alarms.ts';
import { type ExperimentSettings, SCENARIOS, type Scenario } from './experiments/scenario.ts';
import type { LogTask, TargetWatch } from './off-policy/measure-log.ts';
import type { InferenceOptions } from './options.ts';
import { sizesOf } from './sizes.ts';

/** Experiments with seeds `from` … `to`. */
export interface ExperimentsTask extends Omit<ExperimentSettings, 'seed'> {
  readonly kind: 'comparison' | 'guardrails';
  readonly from: number;
  readonly to: number;
}

/** What logs are made under. */
export const CIRCUMSTANCES = ['delayed', 'drifting', 'as configured'] as const;

export interface OneLogTask extends LogTask {
  readonly kind: 'log';
  readonly circumstance: (typeof CIRCUMSTANCES)[number];
}

export type InferenceTask = ExperimentsTask | OneLogTask;

/** The alarms of each experiment, or what became of the intervals of each target. */
export type InferenceResult =
  | { readonly kind: 'experiments'; readonly runs: readonly (readonly Alarms[])[] }
  | { readonly kind: 'log'; readonly targets: readonly TargetWatch[] };

/** So many experiments make a task worth sending. */
const CHUNK = 10;

/**
 * With the configured floor of a few thousandths a log of thousands of rows hardly tells anything of other policies, and
 * intervals from 0 to 1 hold any truth; who wants to value policies explores more.
 */
export const RAISED = { start: 0.1, floor: 0.05 } as const;

export function tasksFor(options: InferenceOptions): readonly InferenceTask[] {
  const sizes = sizesOf(options);
  const { looks, newcomers, decisions, replicates, contexts } = sizes;
  const { ridge, scales, strategy: served } = configuration.learning;
  const experiments = (scenario: Scenario, runs: number): readonly ExperimentsTask[] =>
    (['comparison', 'guardrails'] as const).flatMap((kind) =>
      Array.from({ length: Math.ceil(runs / CHUNK) }, (_, chunk) => ({
        kind,
        scenario,
        from: chunk * CHUNK + 1,
        to: Math.min(runs, (chunk + 1) * CHUNK),
        looks,
        newcomers,
      })),
    );
  const raised: ExplorationSettings = {
    ...configuration.exploration,
    epsilon: { ...configuration.exploration.epsilon, ...RAISED },
  };
  const logs = (circumstance: OneLogTask['circumstance'], count: number): readonly OneLogTask[] =>
    options.strategies
      .filter((strategy) => circumstance !== 'as configured' || strategy === served)
      .flatMap((strategy) =>
        Array.from({ length: count }, (_, index) => ({
          kind: 'log' as const,
          circumstance,
          world: circumstance === 'drifting' ? ('drifting' as const) : ('delayed' as const),
          strategy,
          seed: index + 1,
          decisions,
          replicates,
          contexts,
          learning: { ridge, scales },
          exploration: circumstance === 'as configured' ? configuration.exploration : raised,
        })),
      );
  const [nothing, something] = SCENARIOS;
  return [
    ...experiments(nothing, sizes.runs),
    ...experiments(something, sizes.injured),
    ...logs('delayed', sizes.logs),
    ...logs('drifting', sizes.drifting),
    ...logs('as configured', sizes.configured),
  ];
}
