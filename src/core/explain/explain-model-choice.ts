import type { SnapshotArm } from '../model/snapshot.ts';
import type { EffectParts } from '../pooling/explained-parts.ts';
import { contributionsOf } from './contributions.ts';
import type { Explanation } from './explanation.ts';
import { greedyAction, netReward } from './greedy-action.ts';
import { counted, plainReward, plainShare, signedReward } from './plain-number.ts';
import type { ScoredAction } from './scored-action.ts';

export interface ModelChoice {
  readonly chosen: ScoredAction;
  /** Every action that could have been drawn, the chosen one included. */
  readonly scored: readonly ScoredAction[];
  /** The chosen action's arm. */
  readonly arm: Pick<SnapshotArm, 'theta' | 'count' | 'cost' | 'price'>;
  /** Of the mean, by what is shared; absent where nothing is. */
  readonly parts?: EffectParts;
  /** What uncertainty added to the winning score. */
  readonly bonus: number;
  readonly names: readonly string[];
  readonly x: Float64Array;
  readonly propensity: number;
  /** ε/K ÷ the probability before quantisation, in [0, 1]. */
  readonly floorShare: number;
}

const LARGEST_PARTS = 3;

/** Why the model's distribution put the draw on this action. */
export function explainModelChoice(choice: ModelChoice): Explanation {
  const { chosen, scored, arm, floorShare, parts, bonus } = choice;
  const greedy = greedyAction(scored);
  const contributions = contributionsOf(choice.names, choice.x, arm.theta);
  return {
    mean: chosen.mean,
    contributions,
    ...(parts === undefined ? {} : { parts }),
    uncertainty: chosen.uncertainty,
    bonus,
    cost: arm.cost,
    price: arm.price,
    floorShare,
    greedy: greedy.action,
    exploration: chosen.action !== greedy.action,
    learnedFrom: arm.count,
    because: [
      ...rank(choice, greedy),
      chance(choice),
      estimate(choice, contributions),
      ...(parts === undefined ? [] : [shared(parts)]),
      arm.count === 0
        ? nothingLearned(parts)
        : `Its estimate rests on ${counted(Math.round(arm.count), 'outcome')}, give or take ${plainReward(chosen.uncertainty)}.`,
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

function estimate({ chosen, arm }: ModelChoice, parts: Explanation['contributions']): string {
  const named = parts
    .slice(0, LARGEST_PARTS)
    .map(({ feature, contribution }) => `${feature} ${signedReward(contribution)}`);
  const made = named.length === 0 ? '' : `, mostly from ${named.join(', ')}`;
  const less = arm.cost === 0 ? '' : `; its cost is ${plainReward(arm.cost)}`;
  const scarce =
    arm.price === 0 ? '' : `; the channel is scarce today, which counts as ${plainReward(arm.price)}`;
  return `Its expected reward is ${plainReward(chosen.mean)}${made}${less}${scarce}.`;
}

function shared({ base, channel, day, slot, residual }: EffectParts): string {
  return (
    `Of that, ${signedReward(base)} is common to all actions, ${signedReward(channel)} to its channel, ` +
    `${signedReward(day)} to its days, ${signedReward(slot)} to its time of day, and ${signedReward(residual)} is its own.`
  );
}

function nothingLearned(parts: EffectParts | undefined): string {
  return parts === undefined
    ? 'Nothing has been learned about it yet, so its estimate is the starting value 0.'
    : 'Nothing has been learned about it yet, so its estimate comes from what it shares with others.';
}
