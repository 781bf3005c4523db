import configuration from '../../rapport.config.ts';
import type { StrategyName } from '../../src/core/policy/strategy.ts';
import { type Circumstances, circumstances } from '../circumstances.ts';
import { type Claim, claimsOf } from './claims.ts';
import type { OutreachOptions } from './options.ts';
import { playAll } from './play-all.ts';
import type { WorldPlaySettings } from './play-world.ts';
import { type StrategyRuns, summariseWorld, type WorldSummary } from './summary.ts';

export interface OutreachFindings extends Circumstances {
  /** What rapport.config.ts serves with. */
  readonly defaultStrategy: StrategyName;
  readonly seeds: number;
  readonly decisions: number;
  readonly settings: Pick<WorldPlaySettings, 'learning' | 'exploration'>;
  readonly worlds: readonly WorldSummary[];
  readonly claims: readonly Claim[];
}

const DECISIONS = 20_000;

/** What the strategies earn in the worlds; nothing when stopped. */
export async function measureWorlds(options: OutreachOptions): Promise<OutreachFindings | undefined> {
  const { seeds, worlds, strategies, decisions = DECISIONS } = options;
  const settings = settingsOf(options);
  const pairs = worlds.flatMap((world) => strategies.map((strategy) => ({ world, strategy })));
  const runs = await playAll(
    pairs.flatMap((pair) =>
      Array.from({ length: seeds }, (_, index) => ({ ...pair, seed: index + 1, decisions, ...settings })),
    ),
    options,
  );
  if (runs === undefined) return undefined;
  const grouped = pairs.map(
    (pair, place): StrategyRuns => ({ ...pair, runs: runs.slice(place * seeds, (place + 1) * seeds) }),
  );
  return {
    ...circumstances('bench:outreach'),
    defaultStrategy: configuration.learning.strategy,
    seeds,
    decisions,
    settings,
    worlds: worlds.map((world) =>
      summariseWorld(
        world,
        grouped.filter((each) => each.world === world),
      ),
    ),
    claims: claimsOf(grouped),
  };
}

/** Those of rapport.config.ts, so that the benchmark has none of its own. */
export function settingsOf({ halfLife }: OutreachOptions): OutreachFindings['settings'] {
  const { ridge, scales, halfLifeWeeks } = configuration.learning;
  const weeks = halfLife ?? halfLifeWeeks;
  return {
    learning: { ridge, scales, ...(weeks === undefined ? {} : { halfLifeWeeks: weeks }) },
    exploration: configuration.exploration,
  };
}

/** Whether a run is large enough to be put on record. */
export function isFullRun({ seeds, decisions, worlds, settings }: OutreachFindings): boolean {
  const { halfLifeWeeks } = configuration.learning;
  return (
    seeds >= 10 &&
    decisions >= DECISIONS &&
    worlds.length === 5 &&
    worlds.every(({ strategies }) => strategies.length === 8) &&
    settings.learning.halfLifeWeeks === halfLifeWeeks
  );
}
