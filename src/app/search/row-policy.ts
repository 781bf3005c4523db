import type { FallbackRules } from '../../core/configuration.ts';
import { scorePolicy } from '../../core/decision/score-policy.ts';
import type { TargetPolicy, TargetProbabilities } from '../../core/evaluation/target-policy.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { WHOLE } from '../../core/policy/distribution.ts';
import type { PlainPolicy } from '../../core/policy/served-policy.ts';
import type { PastRow } from './past-row.ts';

/** What decides: a model, or a policy that asks none. */
export type RowDecider = { readonly snapshot: Snapshot } | { readonly plain: PlainPolicy };

/** The policy in the place of the one that was logged: what is decided for a row is decided once, however often it is asked. */
export function rowPolicy(name: string, decider: RowDecider, fallback: FallbackRules): TargetPolicy<PastRow> {
  const known = new WeakMap<object, TargetProbabilities>();
  return {
    name,
    of: (row) => {
      // A row may be copied with another reward; its vector stays the same.
      const before = known.get(row.features);
      if (before !== undefined) return before;
      const answer = probabilitiesOf(row, decider, fallback);
      known.set(row.features, answer);
      return answer;
    },
  };
}

/** The policy that made the log. */
export const LOGGED_POLICY: TargetPolicy<PastRow> = {
  name: 'logged',
  isLogged: true,
  of: ({ propensity, logged }) => ({ taken: propensity, shares: logged }),
};

function probabilitiesOf(
  { arms, features, taken }: PastRow,
  decider: RowDecider,
  fallback: FallbackRules,
): TargetProbabilities {
  const { distribution } = scorePolicy({
    snapshot: undefined,
    ...decider,
    x: features,
    eligible: arms,
    fallback,
  });
  const shares = new Float64Array(arms.length);
  for (const [place, action] of distribution.actions.entries()) {
    shares[arms.indexOf(action)] = (distribution.weights[place] ?? 0) / WHOLE;
  }
  return { taken: shares[arms.indexOf(taken)] ?? 0, shares };
}
