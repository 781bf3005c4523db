import type { Bounds } from '../../src/core/evaluation/confidence-interval.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { type Contest, differenceBounds, estimate } from './contest.ts';
import type { Findings, PolicyFinding } from './findings.ts';

/** A policy that is no constant one. */
export interface Entrant {
  readonly policy: string;
  readonly description: string;
}

export interface StandingsInput {
  /** Played by the entrants in their order, then by the constant policies in the order of the actions. */
  readonly contest: Contest;
  readonly entrants: readonly Entrant[];
  readonly actions: readonly ActionId[];
  /** Of a single row's score. */
  readonly bounds: Bounds;
  /** What else is known of an entrant, by its place. */
  readonly details: (place: number) => Partial<PolicyFinding>;
}

/** How the first entrant did, then the others with the best constant policy in hindsight, from the worst to the best. */
export function standings(input: StandingsInput): Pick<Findings, 'policies' | 'constants'> {
  const { contest, entrants, actions, bounds, details } = input;
  const constants = actions
    .map((action, index) => {
      const place = entrants.length + index;
      return { action, place, mean: contest.scores[place]?.mean ?? 0 };
    })
    .sort((a, b) => b.mean - a.mean);

  function finding(place: number, { policy, description }: Entrant): PolicyFinding[] {
    const reward = estimate(contest.scores[place], bounds);
    if (reward === undefined) return [];
    const lead = place === 0 ? undefined : estimate(contest.leads[place], differenceBounds(bounds));
    return [{ policy, description, reward, ...(lead === undefined ? {} : { lead }), ...details(place) }];
  }

  const [best] = constants;
  const described = { policy: 'best-constant', description: 'always the same action, chosen in hindsight' };
  const [first, ...others] = entrants.flatMap((entrant, place) => finding(place, entrant));
  if (best !== undefined) {
    others.push(...finding(best.place, described).map((each) => ({ ...each, action: best.action })));
  }
  return {
    policies: [
      ...(first === undefined ? [] : [first]),
      ...others.sort((a, b) => a.reward.mean - b.reward.mean),
    ],
    constants: constants.map(({ action, mean }) => ({ action, mean })),
  };
}
