import { at } from '../linear-algebra/at.ts';
import { type Distribution, WHOLE } from '../policy/distribution.ts';
import { netRewards, type ScoredActions } from '../policy/scored-actions.ts';
import { type PolicyInput, scorePolicy } from './score-policy.ts';

/**
 * The reward after cost that the scores expect of a distribution; actions that the model does not know count as nothing
 * expected.
 */
export function expectedOf({ actions, weights }: Distribution, scored: ScoredActions): number {
  const nets = netRewards(scored);
  return actions.reduce((sum, action, index) => {
    const place = scored.actions.indexOf(action);
    return place < 0 ? sum : sum + ((weights[index] ?? 0) / WHOLE) * at(nets, place);
  }, 0);
}

/** What a snapshot's strategy expects of itself in a context; undefined when no model would decide. */
export function expectedOfItself(input: Omit<PolicyInput, 'plain'>): number | undefined {
  const answer = scorePolicy(input);
  return answer.kind === 'model' ? expectedOf(answer.distribution, answer.scored) : undefined;
}
