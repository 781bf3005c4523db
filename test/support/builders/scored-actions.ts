import type { ScoredAction } from '../../../src/core/explain/scored-action.ts';
import type { Distribution } from '../../../src/core/policy/distribution.ts';
import type { Exploration } from '../../../src/core/policy/exploration.ts';
import { explorerShares, floorOf, type ScoreExplorer } from '../../../src/core/policy/explore.ts';
import { policyDistribution } from '../../../src/core/policy/policy-distribution.ts';
import type { ScoredActions } from '../../../src/core/policy/scored-actions.ts';

/** A score with what groups its action. */
export interface GroupedScore extends ScoredAction {
  readonly channel?: string;
}

/** Scores in any order as a policy takes them: sorted by action. */
export function scoredActions(scores: readonly GroupedScore[]): ScoredActions {
  const sorted = scores.toSorted((a, b) => (a.action < b.action ? -1 : 1));
  return {
    actions: sorted.map(({ action }) => action),
    channels: sorted.map(({ channel }) => channel ?? ''),
    means: Float64Array.from(sorted, ({ mean }) => mean),
    costs: Float64Array.from(sorted, ({ cost }) => cost),
    widths: Float64Array.from(sorted, ({ uncertainty }) => uncertainty),
  };
}

/** What an explorer makes of these scores: shares, floor and whole weights. */
export function explored(
  explorer: ScoreExplorer,
  scores: readonly GroupedScore[],
  exploration: Exploration,
): Distribution {
  const scored = scoredActions(scores);
  const shares = explorerShares(explorer, scored, exploration);
  return policyDistribution(scored.actions, shares, floorOf(explorer, exploration)).distribution;
}
