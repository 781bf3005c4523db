import type { StrategyName } from '../../src/core/policy/strategy.ts';
import type { WorldName } from '../../src/core/simulation/outreach-world/outreach-world.ts';
import { type Estimate, meanEstimate } from '../statistics.ts';
import { gainRatio, type StrategyRuns } from './summary.ts';

/** Something that the benchmark can find wanting. */
export interface Claim {
  readonly claim: string;
  readonly measured: Estimate;
  readonly target: string;
  readonly met: boolean;
}

interface Comparison {
  readonly world: WorldName;
  readonly one: StrategyName;
  readonly other: StrategyName;
  /** What the ratio of gains has to be at least. */
  readonly least: number;
}

const POOLING_PAYS = 1.5;
const WITHIN_5_PERCENT = 0.95;

const COMPARISONS: readonly Comparison[] = [
  { world: 'structured', one: 'pooled-linucb', other: 'linucb', least: POOLING_PAYS },
  { world: 'unstructured', one: 'pooled-linucb', other: 'linucb', least: WITHIN_5_PERCENT },
  ...(['structured', 'unstructured', 'misspecified', 'drifting', 'delayed'] as const).map(
    (world): Comparison => ({
      world,
      one: 'pooled-linucb',
      other: 'arg-max-linucb',
      least: WITHIN_5_PERCENT,
    }),
  ),
];

/** What these runs say about pooling, about exact propensities, and about whether the propensities are right. */
export function claimsOf(all: readonly StrategyRuns[]): readonly Claim[] {
  const runsOf = (world: WorldName, strategy: StrategyName) =>
    all.find((each) => each.world === world && each.strategy === strategy)?.runs;
  const ratios = COMPARISONS.flatMap(({ world, one, other, least }): Claim[] => {
    const [first, second] = [runsOf(world, one), runsOf(world, other)];
    if (first === undefined || second === undefined) return [];
    const measured = gainRatio(first, second, `${world} ${one} ${other}`);
    const claim = `${world}: gain of ${one} ÷ gain of ${other}`;
    return [{ claim, measured, target: `≥ ${least}`, met: measured.value >= least }];
  });
  const weights = all
    .filter(({ strategy }) => strategy === 'pooled-linucb')
    .map(({ world, strategy, runs }): Claim => {
      const measured = meanEstimate(runs.map(({ weights: { mean } }) => mean));
      const claim = `${world}: mean importance weight of the even policy on the log of ${strategy}`;
      return {
        claim,
        measured,
        target: '1 in its interval',
        met: measured.lower <= 1 && measured.upper >= 1,
      };
    });
  return [...ratios, ...weights];
}
