import configuration from '../../rapport.config.ts';
import type { StrategyName } from '../../src/core/policy/strategy.ts';
import type { WorldName } from '../../src/core/simulation/outreach-world/outreach-world.ts';
import { type Circumstances, circumstances } from '../circumstances.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { settingsOf } from './measure-worlds.ts';
import type { OutreachOptions } from './options.ts';
import { playAll } from './play-all.ts';

export interface CoverageFindings extends Circumstances {
  readonly world: WorldName;
  readonly strategy: StrategyName;
  readonly seeds: number;
  readonly decisions: number;
  readonly intervals: readonly Coverage[];
}

/** How often intervals from the default strategy's own logs hold the even policy's reward; nothing when stopped. */
export async function measureCoverage(
  seeds: number,
  options: OutreachOptions,
): Promise<CoverageFindings | undefined> {
  const { decisions = 3000 } = options;
  const { strategy } = configuration.learning;
  const world = 'structured';
  const settings = settingsOf(options);
  const runs = await playAll(
    Array.from({ length: seeds }, (_, index) => ({
      world,
      strategy,
      seed: index + 1,
      decisions,
      ...settings,
    })),
    options,
  );
  if (runs === undefined) return undefined;
  return {
    ...circumstances('bench:outreach'),
    world,
    strategy,
    seeds,
    decisions,
    intervals: coverageOf(runs),
  };
}
