import type { Configuration } from '../../core/configuration.ts';
import { InvalidInputError } from '../../core/errors.ts';
import type { RewardScale } from '../../core/evaluation/reward-scale.ts';
import { channelOf, windowOf } from '../../core/evaluation/suite.ts';
import { makeEncoder } from '../../core/features/encoder.ts';
import type { ActionId, ModelId } from '../../core/identifiers.ts';
import { clipToGrid } from '../../core/linear-algebra/grid.ts';
import { buildSnapshot } from '../../core/model/build-snapshot.ts';
import { sameNames } from '../../core/model/feature-names.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../core/model/fold.ts';
import { serializeSnapshot } from '../../core/model/snapshot-codec.ts';
import type { Statistics } from '../../core/model/statistics.ts';
import { sumStatistics } from '../../core/model/sum-statistics.ts';
import { type ExplorationSettings, explorationAfter } from '../../core/policy/exploration.ts';
import type { StrategyName } from '../../core/policy/strategy.ts';
import { scalesFor } from '../scales-for.ts';
import { snapshotOf } from '../snapshot-of.ts';
import type { EvaluationRow } from './evaluation-row.ts';
import type { LogLayout } from './log-layout.ts';

export type LearnedSums = ReadonlyMap<string, Statistics>;

export interface LearnPass {
  readonly add: (row: EvaluationRow) => void;
  sums(): LearnedSums;
}

const BATCH = 4_096;

/**
 * What strategies learn of rows: the same sums as in service. Sums of parts merge by {@link mergeLearned}.
 * @param scale Rewards of a log that isn't this service's are learned between 0 and 1, rounded to the grid.
 * @param configuration Encodes contexts by its own schema; absent to learn from the rows' vectors.
 */
export function learnPass(scale: RewardScale | undefined, configuration?: Configuration): LearnPass {
  const encoder = configuration === undefined ? undefined : makeEncoder(configuration.features);
  const declared = new Set(configuration?.features.features.map(({ name }) => name));
  const learned = new Map<string, Statistics>();
  let batch = new Map<string, EvaluationRow[]>();
  let waiting = 0;

  function vectorOf({ raw, features }: EvaluationRow) {
    if (encoder === undefined || sameNames(encoder.names, features.names)) return features;
    return encoder.encode(
      Object.fromEntries(Object.entries(raw.context).filter(([key]) => declared.has(key))),
    );
  }

  function settle(): void {
    for (const [arm, rows] of batch) {
      const changes = rows.map((row) => ({
        kind: 'credit' as const,
        x: vectorOf(row),
        reward: clipToGrid(
          scale === undefined ? (row.raw.beforeCost ?? row.reward) : scale.toUnit(row.reward),
        ),
      }));
      learned.set(arm, foldCredits(learned.get(arm) ?? EMPTY_STATISTICS, changes));
    }
    batch = new Map();
    waiting = 0;
  }

  return {
    add: (row) => {
      // In service nothing would have learned from it either.
      if (row.raw.keptOut) return;
      const rows = batch.get(row.taken);
      if (rows === undefined) batch.set(row.taken, [row]);
      else rows.push(row);
      waiting += 1;
      if (waiting >= BATCH) settle();
    },
    sums: () => {
      settle();
      return learned;
    },
  };
}

export function mergeLearned(parts: readonly LearnedSums[]): LearnedSums {
  const arms = new Set(parts.flatMap((part) => [...part.keys()]));
  return new Map([...arms].map((arm) => [arm, sumStatistics(parts.flatMap((part) => part.get(arm) ?? []))]));
}

/** The snapshot that a configuration makes of what was learned, with another strategy when one is named. */
export function configuredSnapshot(
  configuration: Configuration,
  learned: LearnedSums,
  strategy: StrategyName = configuration.learning.strategy,
): Uint8Array {
  const learning = { ...configuration.learning, strategy };
  const statistics = learned as ReadonlyMap<ActionId, Statistics>;
  return serializeSnapshot(snapshotOf({ ...configuration, learning }, statistics, undefined));
}

const RIDGE = 1;

/**
 * The snapshot that a strategy makes of somebody else's log: no costs, actions in groups as far as they are called
 * `channel@window`.
 * @throws {InvalidInputError} `config-invalid` for the fixed rules, which such a log doesn't name.
 */
export function surveyedSnapshot(
  strategy: StrategyName,
  { actions, context }: LogLayout,
  learned: LearnedSums,
  exploration: ExplorationSettings,
): Uint8Array {
  if (strategy === 'fixed-rules') {
    throw new InvalidInputError(
      'config-invalid',
      'This log has no fixed rules. Name their order: --target rules:first,second,third.',
    );
  }
  const schema = context?.schema ?? { features: [], crosses: [] };
  const statistics = learned as ReadonlyMap<ActionId, Statistics>;
  const arms = actions.map((action) => ({
    action: action as ActionId,
    cost: 0,
    groups: action.includes('@')
      ? { channel: channelOf(action), slot: windowOf(action) }
      : { channel: action },
  }));
  let credits = 0;
  for (const { count } of statistics.values()) credits += count;
  return serializeSnapshot(
    buildSnapshot({
      model: 'log' as ModelId,
      strategy,
      schema,
      ridge: RIDGE,
      ...scalesFor('fitted', undefined, { names: makeEncoder(schema).names, arms, statistics }),
      exploration: explorationAfter(credits, exploration, 1),
      arms,
      statistics,
    }),
  );
}
