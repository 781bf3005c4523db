import type { ActionId } from '../identifiers.ts';
import type { Explanation } from './explanation.ts';
import { greedyAction } from './greedy-action.ts';
import { plainShare } from './plain-number.ts';
import type { ScoredAction } from './scored-action.ts';

export interface RulesChoice {
  readonly action: ActionId;
  /** Every action that could have been drawn. */
  readonly eligible: readonly ActionId[];
  /** Why no model was asked: none could be used, or the strategy in force is not one of a model. */
  readonly reason: 'no-model' | 'fixed-rules' | 'uniform' | 'no-contact';
  /** The first eligible action of the rules' order. */
  readonly preferred: ActionId | undefined;
  readonly propensity: number;
  /** ε/K ÷ the probability before quantisation, in [0, 1]. */
  readonly floorShare: number;
}

const REASONS = {
  'no-model': 'No model that knows the eligible actions could be used: the approved fixed rules decided.',
  'fixed-rules': 'The approved fixed rules decide.',
  uniform: 'Every eligible action was equally likely, so that policies can be compared without a model.',
  'no-contact':
    'The borrower is in a group that is not contacted, so that what contact is worth can be told.',
} as const;

/**
 * Why the approved fixed rules, in a model's absence, drew this action. They expect nothing, so every figure of a
 * model is 0; their `greedy` is the preferred action, or without one the first by name.
 */
export function explainRulesChoice(choice: RulesChoice): Explanation {
  const { action, eligible, preferred, floorShare, propensity } = choice;
  const greedy = preferred ?? greedyAction(eligible.map(expectNothing)).action;
  return {
    mean: 0,
    contributions: [],
    uncertainty: 0,
    bonus: 0,
    cost: 0,
    price: 0,
    floorShare,
    greedy,
    exploration: action !== greedy,
    learnedFrom: 0,
    because: [
      REASONS[choice.reason],
      ...(choice.reason === 'uniform' ? [] : [rank(choice)]),
      `Its probability was ${plainShare(propensity)}; ${plainShare(floorShare)} of that is the even share that every eligible action keeps.`,
    ],
  };
}

function expectNothing(action: ActionId): ScoredAction {
  return { action, mean: 0, uncertainty: 0, cost: 0 };
}

function rank({ action, eligible, preferred }: RulesChoice): string {
  if (eligible.length === 1) return `${action} was the only action to choose from.`;
  if (preferred === undefined) return 'Their order names no eligible action, so all were equally likely.';
  if (preferred === action) return `${action} is the first eligible action of their order.`;
  return `Exploration: ${preferred} comes first in their order; ${action} was drawn to learn more about it.`;
}
