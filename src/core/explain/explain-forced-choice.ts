import type { Duty } from '../decision/decision-record.ts';
import type { ActionId } from '../identifiers.ts';
import { formatInstant } from '../time/instant.ts';
import type { Explanation } from './explanation.ts';

/** Why there was nothing to choose: no figure of a model has any part in it. */
export function explainForcedChoice(action: ActionId, { rule, dueBy }: Duty): Explanation {
  return {
    mean: 0,
    contributions: [],
    uncertainty: 0,
    bonus: 0,
    cost: 0,
    price: 0,
    floorShare: 0,
    greedy: action,
    exploration: false,
    learnedFrom: 0,
    because: [
      `The law requires this contact before ${formatInstant(dueBy)}: ${rule}.`,
      'Nothing else could be chosen, and nothing is learned from it.',
    ],
  };
}
