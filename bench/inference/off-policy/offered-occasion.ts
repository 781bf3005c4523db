import type { FeatureVector } from '../../../src/core/features/feature-vector.ts';
import type { ActionId } from '../../../src/core/identifiers.ts';
import { at } from '../../../src/core/linear-algebra/at.ts';
import {
  chanceHeardWithin,
  type Occasion,
  type OutreachWorld,
  type WorldName,
} from '../../../src/core/simulation/outreach-world/outreach-world.ts';
import { WINDOW } from '../../outreach/credit-queue.ts';
import { OFFERED } from './offered-arms.ts';

/** An occasion on which at least one of the offered arms is lawful. */
export interface OfferedOccasion {
  /** Its number in the world. */
  readonly index: number;
  readonly occasion: Occasion;
  readonly x: FeatureVector;
  /** Offered and lawful, ascending. */
  readonly actions: readonly ActionId[];
  /** Their places in the world. */
  readonly places: readonly number[];
  /** What each earns in expectation that is heard before the reward window closes, exact. */
  readonly expected: Float64Array;
}

/** The world's occasions from a number on, without those on which nothing offered is lawful: nobody decides about them. */
export function* offeredOccasions(
  world: OutreachWorld,
  name: WorldName,
  from: number,
): Generator<OfferedOccasion, never> {
  const heard = chanceHeardWithin(name, WINDOW);
  for (let index = from; ; index += 1) {
    const occasion = world.occasion(index);
    const actions: ActionId[] = [];
    const places: number[] = [];
    const expected: number[] = [];
    occasion.eligible.forEach((place, position) => {
      const action = occasion.actions[position];
      if (action === undefined || !OFFERED.has(place)) return;
      actions.push(action);
      places.push(place);
      expected.push(heard * at(occasion.expected, place));
    });
    if (actions.length === 0) continue;
    yield { index, occasion, x: occasion.x, actions, places, expected: Float64Array.from(expected) };
  }
}
