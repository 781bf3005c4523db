import { greedyAction } from '../explain/greedy-action.ts';
import { scoredActionList } from '../explain/scored-action.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { propensityOf } from '../policy/draw.ts';
import { type Choice, type ChooseActionInput, chooseAction } from './choose-action.ts';
import type { Shadow } from './decision-record.ts';
import { expectedOf } from './expected-of.ts';
import { scorePolicy } from './score-policy.ts';

export interface WatchedInput extends ChooseActionInput {
  /** The snapshot whose strategy watches; absent: nobody does. */
  readonly watching?: Snapshot;
}

export interface ShadowedChoice extends Choice {
  /** Absent while there is no watching model that has learned anything. */
  readonly shadow?: Omit<Shadow, 'snapshot'>;
}

/**
 * The policy's choice, with what another strategy, in its shadow, would have made of the same decision.
 * @remarks The opinion has no part in the draw: decisions and propensities are those of the policy alone.
 */
export function chooseWatched({ watching, ...input }: WatchedInput): ShadowedChoice {
  const choice = chooseAction(input);
  if (watching === undefined) return choice;
  const { x, eligible, fallback } = input;
  const opinion = scorePolicy({ snapshot: watching, x, eligible, fallback });
  if (opinion.kind !== 'model') return choice;
  const { strategy, distribution, scored } = opinion;
  return {
    ...choice,
    shadow: {
      strategy,
      action: greedyAction(scoredActionList(scored)).action,
      propensity: propensityOf(distribution, choice.action),
      expected: expectedOf(distribution, scored),
      expectedOfRules: expectedOf(choice.distribution, scored),
    },
  };
}
