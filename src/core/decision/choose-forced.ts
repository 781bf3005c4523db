import { explainForcedChoice } from '../explain/explain-forced-choice.ts';
import type { ActionId } from '../identifiers.ts';
import { WHOLE } from '../policy/distribution.ts';
import type { Choice } from './choose-action.ts';
import type { Duty } from './decision-record.ts';

/** The choice that is none: the action that a duty demands, with the whole probability. */
export function chooseForced(action: ActionId, duty: Duty): Choice {
  return {
    action,
    distribution: { actions: [action], weights: [WHOLE] },
    propensity: 1,
    strategy: 'fixed-rules',
    fallback: false,
    explanation: explainForcedChoice(action, duty),
  };
}
