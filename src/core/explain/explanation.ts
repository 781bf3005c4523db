import type { ActionId } from '../identifiers.ts';
import type { EffectParts } from '../pooling/explained-parts.ts';

/** Why an action was chosen, in the model's own numbers. All in reward units. */
export interface Explanation {
  /** The expected reward x·θ of the chosen action before cost; 0 without a model. */
  readonly mean: number;
  /** Σ of these is `mean`, up to rounding; sorted by |contribution|, largest first; zero ones left out. */
  readonly contributions: readonly { readonly feature: string; readonly contribution: number }[];
  /**
   * `mean` by what is shared: with all actions, with those of the channel, of the days, of the time of day, and the
   * action's own rest; they sum to `mean`, up to rounding. Absent where the strategy shares nothing.
   */
  readonly parts?: EffectParts;
  /** Standard width √(xᵀCx) of the chosen action. */
  readonly uncertainty: number;
  /** What uncertainty added on average to its score where that score was the highest; 0 when only the floor drew it. */
  readonly bonus: number;
  readonly cost: number;
  /** Shadow price of the channel's capacity. */
  readonly price: number;
  /** The share of the propensity that comes from the ε floor rather than from the model, in [0, 1]. */
  readonly floorShare: number;
  /** The action with the highest mean − cost − price among the eligible; ties broken by name. */
  readonly greedy: ActionId;
  /** True when the drawn action is not `greedy`: it was chosen to learn, and its contributions do not justify it. */
  readonly exploration: boolean;
  /** How many outcomes the arm had learned from; with decay, what they count for. */
  readonly learnedFrom: number;
  /** Plain sentences made from the above; no borrower data beyond the feature names. */
  readonly because: readonly string[];
}
