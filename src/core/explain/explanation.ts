import type { ActionId } from '../identifiers.ts';

/** Why an action was chosen, in the model's own numbers. All in reward units. */
export interface Explanation {
  /** The expected reward x·θ of the chosen action before cost; 0 without a model. */
  readonly mean: number;
  /** Σ of these is `mean`, up to rounding; sorted by |contribution|, largest first; zero ones left out. */
  readonly contributions: readonly { readonly feature: string; readonly contribution: number }[];
  /** Standard width √(xᵀA⁻¹x) of the chosen action. */
  readonly uncertainty: number;
  readonly cost: number;
  /** The share of the propensity that comes from the ε floor rather than from the model, in [0, 1]. */
  readonly floorShare: number;
  /** The action with the highest mean − cost among the eligible; ties broken by name. */
  readonly greedy: ActionId;
  /** True when the drawn action is not `greedy`: it was chosen to learn, and its contributions do not justify it. */
  readonly exploration: boolean;
  /** How many outcomes the arm had learned from. */
  readonly learnedFrom: number;
  /** Plain sentences made from the above; no borrower data beyond the feature names. */
  readonly because: readonly string[];
}
