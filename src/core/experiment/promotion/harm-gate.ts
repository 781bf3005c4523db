import { figure, type GateFinding, passed, refused } from './gate-finding.ts';

/** How often a harm follows a decision, under the challenger and under the champion. */
export type HarmFacts = {
  /** What happened, e.g. `complaint`. */
  readonly harm: string;
} & (
  | {
      readonly verdict: 'tell';
      readonly champion: number;
      readonly challenger: number;
      /** The challenger's rate less the champion's is surely at least this. */
      readonly lower: number;
    }
  | { readonly verdict: 'cannot-tell'; readonly reasons: readonly string[] }
  /** A guardrail of the experiment that is cited. */
  | { readonly verdict: 'guardrail'; readonly breached: boolean; readonly words: string }
);

/**
 * Whether no harm is likely to be done more often by more than the margin; a harm that can't be judged does not pass, and
 * neither does a policy of which no harm was watched.
 * @param margin By how much a rate per decision may be higher, ≥ 0.
 */
export function judgeHarms(harms: readonly HarmFacts[], margin: number): readonly GateFinding[] {
  if (harms.length === 0) {
    const words = 'No harm was watched, so nothing is known of what the policy does to people.';
    return [refused('harm', words, 'Name what must not happen more often: --harm complaint unsubscribed')];
  }
  return harms.map((facts) => judgeHarm(facts, margin));
}

function judgeHarm(facts: HarmFacts, margin: number): GateFinding {
  const { harm } = facts;
  switch (facts.verdict) {
    case 'guardrail':
      return facts.breached
        ? refused('harm', facts.words, 'Leave it stopped; try a policy that does less harm.', harm)
        : passed('harm', facts.words, harm);
    case 'cannot-tell': {
      const words = `It can't be told how often it would happen: ${facts.reasons.join(' ')}`;
      return refused('harm', words, 'Wait for more mature decisions, or cite an experiment.', harm);
    }
    case 'tell': {
      const { champion, challenger, lower } = facts;
      const rates = `${figure(challenger)} per decision against ${figure(champion)}, margin ${figure(margin)}`;
      if (lower > margin) return refused('harm', `It surely happens more often: ${rates}.`, GENTLER, harm);
      if (challenger - champion > margin)
        return refused('harm', `It is likely to happen more often: ${rates}.`, GENTLER, harm);
      return passed('harm', `It is not likely to happen more often: ${rates}.`, harm);
    }
  }
}

const GENTLER = 'Try a policy that does less of it, or run a small experiment with a guardrail on it.';
