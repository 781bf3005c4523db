import { fc } from '@fast-check/vitest';
import type { ActionId } from '../../../src/core/identifiers.ts';
import type { Exploration } from '../../../src/core/policy/exploration.ts';
import type { GroupedScore } from '../builders/scored-actions.ts';

/** `<channel>@<window>`, and now and then `no-contact`. */
export const actionIdArb: fc.Arbitrary<ActionId> = fc
  .oneof({ weight: 20, arbitrary: fc.stringMatching(/^[a-z]{1,5}@[a-z]{1,5}$/) }, fc.constant('no-contact'))
  .map((id) => id as ActionId);

/** Distinct actions, 1 … 40. */
export const eligibleArb: fc.Arbitrary<readonly ActionId[]> = fc.uniqueArray(actionIdArb, {
  minLength: 1,
  maxLength: 40,
});

/** Few values, so that ties are common, or any moderate one. */
const rewardArb = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((quarter) => quarter / 4),
  fc.double({ min: -8, max: 8, noNaN: true }),
);
const magnitudeArb = rewardArb.map(Math.abs);

/** Scores of distinct actions in any order; few channels, so that most have several actions. */
export const scoredActionsArb: fc.Arbitrary<readonly GroupedScore[]> = eligibleArb.chain((actions) =>
  fc.tuple(
    ...actions.map((action) =>
      fc.record({
        action: fc.constant(action),
        channel: fc.constantFrom('call', 'email', 'sms'),
        mean: rewardArb,
        uncertainty: magnitudeArb,
        cost: magnitudeArb,
      }),
    ),
  ),
);

export const explorationArb: fc.Arbitrary<Exploration> = fc.record({
  beta: fc.oneof(fc.constantFrom(0, 1, 3), fc.double({ min: 0, max: 20, noNaN: true })),
  epsilon: fc.oneof(fc.constantFrom(1e-12, 0.05, 1), fc.double({ min: 1e-15, max: 1, noNaN: true })),
  gamma: fc.oneof(fc.constantFrom(0, 10), fc.double({ min: 0, max: 1e4, noNaN: true })),
});

/** A probability for each of some actions, sorted. */
export interface Probabilities {
  readonly actions: readonly ActionId[];
  readonly probabilities: Float64Array;
}

/** Probabilities that sum to 1 but for rounding; some of them 0, some equal, some below one unit of 2⁻³². */
export const probabilitiesArb: fc.Arbitrary<Probabilities> = eligibleArb.chain((actions) =>
  fc
    .array(fc.oneof(fc.constantFrom(0, 1e-11, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: actions.length,
      maxLength: actions.length,
    })
    .filter((masses) => masses.some((mass) => mass > 1e-6))
    .map((masses) => {
      const sum = masses.reduce((total, mass) => total + mass, 0);
      return {
        actions: actions.toSorted(),
        probabilities: Float64Array.from(masses, (mass) => mass / sum),
      };
    }),
);

/** An unsigned 32-bit draw, with the ends more often than chance. */
export const drawArb: fc.Arbitrary<number> = fc.integer({ min: 0, max: 2 ** 32 - 1 });
