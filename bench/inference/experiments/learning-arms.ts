import { at } from '../../../src/core/linear-algebra/at.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import type { RandomSource } from '../../../src/core/simulation/random-source.ts';

/** What can be done. */
export const ACTIONS = ['call@day', 'email@day', 'sms@day', 'no-contact'] as const;
/** What each adds to the chance of an answer. */
const EFFECTS = Float64Array.of(0.06, 0, 0.03, -0.04);
/** How likely the favourite is chosen. */
const FAVOURED = 0.7;

export type Action = (typeof ACTIONS)[number];

export interface LearningArms {
  readonly distribution: readonly { readonly action: Action; readonly weight: number }[];
  draw(): Action;
  /** Takes what came of an action; it counts from the next `learn` on. */
  hear(action: Action, reward: number): void;
  learn(): void;
}

/**
 * A bandit that favours what has done best so far, one for all variants, as a champion learns from everybody: the
 * propensities depend on the past, and borrowers on each other through them.
 */
export function learningArms(random: RandomSource): LearningArms {
  const [counts, sums] = [new Float64Array(ACTIONS.length), new Float64Array(ACTIONS.length)];
  let favourite = 0;
  const other = Math.round((WHOLE * (1 - FAVOURED)) / (ACTIONS.length - 1));
  const distributionFor = (best: number) =>
    ACTIONS.map((action, place) => ({
      action,
      weight: place === best ? WHOLE - (ACTIONS.length - 1) * other : other,
    }));
  let distribution = distributionFor(favourite);
  return {
    get distribution() {
      return distribution;
    },
    draw: () => {
      let left = WHOLE * random.unit();
      const drawn = distribution.find(({ weight }) => {
        left -= weight;
        return left < 0;
      });
      return (drawn ?? distribution[0])?.action ?? ACTIONS[0];
    },
    hear: (action, reward) => {
      const place = ACTIONS.indexOf(action);
      counts[place] = at(counts, place) + 1;
      sums[place] = at(sums, place) + reward;
    },
    learn: () => {
      const means = counts.map((count, place) => (at(sums, place) + 1) / (count + 1));
      favourite = means.indexOf(Math.max(...means));
      distribution = distributionFor(favourite);
    },
  };
}

/** What the action adds to the chance of an answer. */
export function effectOf(action: Action): number {
  return at(EFFECTS, ACTIONS.indexOf(action));
}
