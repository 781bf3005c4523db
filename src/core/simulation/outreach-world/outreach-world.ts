import { makeEncoder } from '../../features/encoder.ts';
import type { FeatureVector } from '../../features/feature-vector.ts';
import type { ActionId } from '../../identifiers.ts';
import { at } from '../../linear-algebra/at.ts';
import { randomSource } from '../random-source.ts';
import { drawEligible } from './eligible-arms.ts';
import { makeTruth } from './make-truth.ts';
import { OUTREACH_ARMS } from './outreach-arms.ts';
import { drawContext, OUTREACH_SCHEMA } from './outreach-context.ts';
import type { TruthKind } from './truth.ts';

/** The truths, and a structured one whose outcomes are heard of late (`delayed`). */
export const WORLD_NAMES = ['structured', 'unstructured', 'misspecified', 'drifting', 'delayed'] as const;

export type WorldName = (typeof WORLD_NAMES)[number];

export interface OutreachWorldSettings {
  readonly name: WorldName;
  readonly seed: number;
  /** How many occasions the run has, > 0; what drifts does so from the first to the last. */
  readonly occasions: number;
}

/** A borrower about whom something is to be decided. */
export interface Occasion {
  readonly x: FeatureVector;
  /** Places in `OUTREACH_ARMS`, ascending; at least one. */
  readonly eligible: readonly number[];
  /** The same as actions. */
  readonly actions: readonly ActionId[];
  /** Expected reward of every arm, exact, by its place in `OUTREACH_ARMS`. */
  readonly expected: Float64Array;
}

export interface Outcome {
  /** 1 when the contact was answered, else 0. */
  readonly reward: number;
  /** How many decisions later that is heard. */
  readonly heardAfter: number;
}

/** A week has so many decisions. */
export const DECISIONS_PER_WEEK = 1000;

/** Outcomes come within the reward window, a week … */
const WINDOW = DECISIONS_PER_WEEK;

/** … but in the delayed world they have no mean: P(later than n) = √(100 ÷ n), so that a third come after the window. */
const SHORTEST = 100;

export interface OutreachWorld {
  /** The occasion with this number, from 0; the same whenever asked. */
  occasion(index: number): Occasion;
  /** What comes of contact by an arm on that occasion; the same whenever asked, whatever was asked before. */
  outcome(index: number, occasion: Occasion, place: number): Outcome;
}

/**
 * A world of 168 arms and 12 features in which every action's expected reward is known exactly, so that a policy can be
 * valued without chance. Borrowers, masks and luck are the same for every policy of a seed.
 */
export function outreachWorld({ name, seed, occasions }: OutreachWorldSettings): OutreachWorld {
  const kind: TruthKind = name === 'delayed' ? 'structured' : name;
  const truth = makeTruth(kind, seed);
  const encoder = makeEncoder(OUTREACH_SCHEMA);
  return {
    occasion: (index) => {
      const random = randomSource(seed, 'occasion', index);
      const x = encoder.encode(drawContext(random));
      const eligible = drawEligible(random);
      const expected = new Float64Array(OUTREACH_ARMS.length);
      truth(x.values, index / occasions, expected);
      return { x, eligible, actions: eligible.map(actionAt), expected };
    },
    outcome: (index, { expected }, place) => {
      const random = randomSource(seed, 'outcome', index);
      const reward = random.unit() < at(expected, place) ? 1 : 0;
      const late = random.unit();
      const heardAfter = name === 'delayed' ? SHORTEST / (1 - late) ** 2 : 1 + WINDOW * late;
      return { reward, heardAfter: Math.floor(heardAfter) };
    },
  };
}

/**
 * The probability, exact, that an outcome is heard of within so many decisions; independent of the reward.
 * @param decisions whole, ≥ 0.
 */
export function chanceHeardWithin(name: WorldName, decisions: number): number {
  if (name === 'delayed') return Math.max(0, 1 - Math.sqrt(SHORTEST / (decisions + 1)));
  return Math.min(1, decisions / WINDOW);
}

const ACTIONS = OUTREACH_ARMS.map(({ action }) => action);

function actionAt(place: number): ActionId {
  const action = ACTIONS[place];
  if (action === undefined) throw new RangeError(`There is no arm ${place}.`);
  return action;
}
