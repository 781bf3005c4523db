import type { Selected } from '../decision/decision-record.ts';
import { WHOLE } from '../policy/distribution.ts';
import { naturalLogarithm } from '../pooling/natural-logarithm.ts';

/** How much one decision explored. */
export interface ExplorationFigures {
  /** Entropy of its distribution ÷ that of even chances, in [0, 1]. */
  readonly entropy: number;
  /** The same beyond what the ε floor alone would leave: 0 = the model has no doubt at all, 1 = even chances. */
  readonly modelEntropy: number;
  /** The part of the probability off the best action that the ε floor makes, in [0, 1]; 1 = nothing else explores. */
  readonly floorPart: number;
}

/**
 * The figures of a decision that a model made between at least two actions; `undefined` for any other, which says
 * nothing about how the model explores.
 */
export function explorationFigures(
  verdict: Pick<Selected, 'distribution' | 'propensity' | 'strategy' | 'fallback' | 'explanation'>,
): ExplorationFigures | undefined {
  const { distribution, propensity, strategy, fallback, explanation } = verdict;
  const count = distribution.actions.length;
  if (fallback || strategy === 'fixed-rules' || strategy === 'uniform' || count < 2) return undefined;
  const most = naturalLogarithm(count);
  const entropy = distribution.weights.reduce((sum, weight) => sum + surprise(weight / WHOLE), 0);
  // ε/K ÷ p is what the explanation holds of the action that was drawn.
  const epsilon = Math.min(1, explanation.floorShare * propensity * count);
  const floor = epsilon / count;
  const least = surprise(1 - epsilon + floor) + (count - 1) * surprise(floor);
  const best = (distribution.weights[distribution.actions.indexOf(explanation.greedy)] ?? 0) / WHOLE;
  return {
    entropy: within(entropy / most),
    modelEntropy: most - least > ROUNDING ? within((entropy - least) / (most - least)) : 1,
    floorPart: best < 1 ? within(((count - 1) * floor) / (1 - best)) : 1,
  };
}

/** Below this a difference of entropies is none: ε is 1. */
const ROUNDING = 1e-9;

/** −p·ln p, which is 0 at 0. */
function surprise(probability: number): number {
  return probability > 0 ? -probability * naturalLogarithm(probability) : 0;
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
