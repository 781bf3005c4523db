import type { SnapshotArm } from '../model/snapshot.ts';
import type { ScoredAction } from '../policy/randucb.ts';
import { contributionsOf } from './contributions.ts';
import type { Explanation } from './explanation.ts';
import { greedyAction, netReward } from './greedy-action.ts';
import { counted, plainReward, plainShare, signedReward } from './plain-number.ts';

export interface ModelChoice {
  readonly chosen: ScoredAction;
  /** Every action that could have been drawn, the chosen one included. */
  readonly scored: readonly ScoredAction[];
  /** The chosen action's arm. */
  readonly arm: Pick<SnapshotArm, 'theta' | 'count'>;
  readonly names: readonly string[];
  readonly x: Float64Array;
  readonly propensity: number;
  /** ε/K ÷ the probability before quantisation, in [0, 1]. */
  readonly floorShare: number;
}

const LARGEST_PARTS = 3;

/** Why the model's distribution put the draw on this action. */
export function explainModelChoice(choice: ModelChoice): Explanation {
  const { chosen, scored, arm, floorShare } = choice;
  const greedy = greedyAction(scored);
  const contributions = contributionsOf(choice.names, choice.x, arm.theta);
  return {
    mean: chosen.mean,
    contributions,
    uncertainty: chosen.uncertainty,
    cost: chosen.cost,
    floorShare,
    greedy: greedy.action,
    exploration: chosen.action !== greedy.action,
    learnedFrom: arm.count,
    because: [
      ...rank(choice, greedy),
      chance(choice),
      estimate(chosen, contributions),
      arm.count === 0
        ? 'Nothing has been learned about it yet, so its estimate is the starting value 0.'
        : `Its estimate rests on ${counted(arm.count, 'outcome')}, give or take ${plainReward(chosen.uncertainty)}.`,
    ],
  };
}

function rank({ chosen, scored }: ModelChoice, greedy: ScoredAction): readonly string[] {
  const net = plainReward(netReward(chosen));
  if (scored.length === 1) return [`${chosen.action} was the only action to choose from.`];
  if (chosen.action === greedy.action) {
    const among = counted(scored.length, 'eligible action');
    return [`${chosen.action} has the highest expected reward after cost of ${among}: ${net}.`];
  }
  if (netReward(chosen) === netReward(greedy)) {
    return [
      `Exploration: ${chosen.action} and ${greedy.action} have the same expected reward after cost, ${net}, the highest; chance decided.`,
    ];
  }
  const best = plainReward(netReward(greedy));
  return [
    `Exploration: ${greedy.action} has the highest expected reward after cost, ${best}; ${chosen.action}, with ${net}, was drawn to learn more about it.`,
  ];
}

function chance({ propensity, floorShare }: ModelChoice): string {
  return `Its probability was ${plainShare(propensity)}; ${plainShare(floorShare)} of that is the even share that every eligible action keeps.`;
}

function estimate({ mean, cost }: ScoredAction, parts: Explanation['contributions']): string {
  const named = parts
    .slice(0, LARGEST_PARTS)
    .map(({ feature, contribution }) => `${feature} ${signedReward(contribution)}`);
  const made = named.length === 0 ? '' : `, mostly from ${named.join(', ')}`;
  const less = cost === 0 ? '' : `; its cost is ${plainReward(cost)}`;
  return `Its expected reward is ${plainReward(mean)}${made}${less}.`;
}
