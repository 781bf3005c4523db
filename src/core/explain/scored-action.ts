import type { ActionId } from '../identifiers.ts';
import { at } from '../linear-algebra/at.ts';
import type { ScoredActions } from '../policy/scored-actions.ts';

/** What the model says of one eligible action; all in reward units. */
export interface ScoredAction {
  readonly action: ActionId;
  /** Expected reward x·θ before cost. */
  readonly mean: number;
  /** Standard width √(xᵀCx) ≥ 0. */
  readonly uncertainty: number;
  /** Cost and shadow price together, ≥ 0. */
  readonly cost: number;
}

/** The scores action by action. */
export function scoredActionList({ actions, means, widths, costs }: ScoredActions): readonly ScoredAction[] {
  return actions.map((action, index) => ({
    action,
    mean: at(means, index),
    uncertainty: at(widths, index),
    cost: at(costs, index),
  }));
}
