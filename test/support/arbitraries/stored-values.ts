import { fc } from '@fast-check/vitest';

/** The ends of what float64 can say, and values whose decimal form is long; −0 is not a value of ours. */
export const EDGE_DOUBLES: readonly number[] = [
  0,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2 ** -1022,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.EPSILON,
  0.1 + 0.2,
  1 / 3,
  2 ** 53 - 1,
  2 ** 53 + 2,
  1.8e120,
  -1e-130,
  64 - 2 ** -24,
];

export const edgeDouble: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...EDGE_DOUBLES),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
);

/** A reward: a multiple of 2⁻¹² in [−8, 8]. */
export const rewardOnGrid: fc.Arbitrary<number> = fc
  .integer({ min: -8 * 4096, max: 8 * 4096 })
  .map((steps) => steps / 4096 + 0);

/** Well-formed Unicode, combining marks and emoji included. */
export const unicode: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', maxLength: 40 });

export const unicodeId: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

/** Like `fc.record`, of ordinary objects only: stored values come back as such. */
export function plainRecord<T extends object>(
  model: {
    [K in keyof T]: fc.Arbitrary<T[K]>;
  },
): fc.Arbitrary<T> {
  return fc.record<T>(model, { noNullPrototype: true });
}
