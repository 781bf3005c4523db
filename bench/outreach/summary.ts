import type { StrategyName } from '../../src/core/policy/strategy.ts';
import type { WorldName } from '../../src/core/simulation/outreach-world/outreach-world.ts';
import { bootstrap, type Estimate, mean, meanEstimate } from '../statistics.ts';
import type { WorldPlay, Worth } from './play-world.ts';

/** The runs of a strategy in a world, one for each seed, in the order of the seeds. */
export interface StrategyRuns {
  readonly world: WorldName;
  readonly strategy: StrategyName;
  readonly runs: readonly WorldPlay[];
}

export interface StrategySummary {
  readonly strategy: StrategyName;
  /** Expected reward per decision. */
  readonly reward: Estimate;
  /** The same less that of an even choice on the same decisions. */
  readonly gain: Estimate;
  /** Gain as a part of what the best choice on each decision would gain. */
  readonly shareOfOracle: number;
  /** Mean importance weight of the even policy on the strategy's log. */
  readonly weight: Estimate;
  readonly seconds: number;
  readonly curve: readonly { readonly decisions: number; readonly reward: number }[];
}

export interface WorldSummary {
  readonly world: WorldName;
  readonly uniform: number;
  readonly oracle: number;
  readonly strategies: readonly StrategySummary[];
  /** Of an even and of the best choice, as time goes by. */
  readonly curve: readonly {
    readonly decisions: number;
    readonly uniform: number;
    readonly oracle: number;
  }[];
}

export function summariseWorld(world: WorldName, all: readonly StrategyRuns[]): WorldSummary {
  const first = all[0]?.runs ?? [];
  return {
    world,
    uniform: mean(first.map(({ worth }) => worth.uniform)),
    oracle: mean(first.map(({ worth }) => worth.oracle)),
    strategies: all.map(summariseStrategy),
    curve: meanCurve(first).map(({ decisions, uniform, oracle }) => ({ decisions, uniform, oracle })),
  };
}

function summariseStrategy({ strategy, runs }: StrategyRuns): StrategySummary {
  return {
    strategy,
    reward: meanEstimate(runs.map(({ worth }) => worth.own)),
    gain: meanEstimate(runs.map(({ worth }) => gainOf(worth))),
    shareOfOracle:
      mean(runs.map(({ worth }) => gainOf(worth))) /
      mean(runs.map(({ worth }) => worth.oracle - worth.uniform)),
    weight: meanEstimate(runs.map(({ weights }) => weights.mean)),
    seconds: mean(runs.map(({ seconds }) => seconds)),
    curve: meanCurve(runs).map(({ decisions, own }) => ({ decisions, reward: own })),
  };
}

function meanCurve(runs: readonly WorldPlay[]): WorldPlay['curve'] {
  return (runs[0]?.curve ?? []).map(({ decisions }, point) => {
    const over = (part: keyof Worth): number =>
      mean(runs.map(({ curve }) => curve[point]?.[part] ?? Number.NaN));
    return { decisions, own: over('own'), uniform: over('uniform'), oracle: over('oracle') };
  });
}

export function gainOf({ own, uniform }: Worth): number {
  return own - uniform;
}

/**
 * Mean gain of the one strategy ÷ mean gain of the other, with its bootstrap interval over seeds.
 * @param one Runs of the same seeds in the same order as `other`: worlds and luck are shared, so differences are what
 * the strategies make.
 */
export function gainRatio(one: readonly WorldPlay[], other: readonly WorldPlay[], label: string): Estimate {
  const gains = (runs: readonly WorldPlay[], places: readonly number[]): number =>
    mean(places.map((place) => (runs[place] === undefined ? Number.NaN : gainOf(runs[place].worth))));
  return bootstrap(one.length, label, (places) => gains(one, places) / gains(other, places));
}
