import { argMaxShares } from './arg-max.ts';
import type { Exploration } from './exploration.ts';
import { inverseGapShares } from './inverse-gap.ts';
import { meanWinningBonus, randUcbShares } from './randucb.ts';
import { netRewards, type ScoredActions } from './scored-actions.ts';
import type { Explorer } from './strategy.ts';

/**
 * α of the arg-max: RandUCB's β multiplies a Z that is 0.08 on average, so the two are not to be exchanged.
 * @see Li, Chu, Langford and Schapire 2010, section 5.
 */
const ARG_MAX_ALPHA = 1;

/** The explorers that go by a model's scores. */
export type ScoreExplorer = Exclude<Explorer, 'uniform' | 'fixed-rules'>;

/**
 * The explorer's share for each scored action before the ε floor; they sum to 1.
 * @throws {InvariantError} `distribution-invalid` when a score is not a finite number.
 */
export function explorerShares(
  explorer: ScoreExplorer,
  scored: ScoredActions,
  { beta, gamma }: Exploration,
): Float64Array {
  const levels = netRewards(scored);
  switch (explorer) {
    case 'randucb':
      return randUcbShares(levels, slopesOf(scored, beta));
    case 'arg-max':
      return argMaxShares(levels, slopesOf(scored, ARG_MAX_ALPHA));
    case 'inverse-gap':
      return inverseGapShares(levels, scored.channels, gamma);
  }
}

/** The floor that the explorer keeps: the arg-max has none, which is why nothing can be learned about others from it. */
export function floorOf(explorer: ScoreExplorer, { epsilon }: Exploration): number {
  return explorer === 'arg-max' ? 0 : epsilon;
}

/** What uncertainty added to the score of the action at this place when the explorer, not the floor, picks it. */
export function explorationBonus(
  explorer: ScoreExplorer,
  scored: ScoredActions,
  { beta }: Exploration,
  place: number,
): number {
  const slopes = slopesOf(scored, beta);
  switch (explorer) {
    case 'randucb':
      return meanWinningBonus(netRewards(scored), slopes, place);
    case 'arg-max':
      return ARG_MAX_ALPHA * (scored.widths[place] ?? 0);
    case 'inverse-gap':
      return 0;
  }
}

function slopesOf({ widths }: ScoredActions, beta: number): Float64Array {
  return widths.map((width) => beta * width);
}
