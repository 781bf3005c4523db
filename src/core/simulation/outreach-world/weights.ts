import { encodedNames, INTERCEPT } from '../../features/feature-columns.ts';
import { randomSource } from '../random-source.ts';
import { OUTREACH_SCHEMA } from './outreach-context.ts';

const NAMES = encodedNames(OUTREACH_SCHEMA);

/** d: the intercept and 11 columns. */
export const DIMENSION = NAMES.length;

const INTERCEPT_PLACE = NAMES.indexOf(INTERCEPT);

/** How often a contact is answered, on average over arms and borrowers. */
export const LEVEL = 0.35;

/**
 * How far apart effects lie: standard deviations of each weight. Together they move a probability by about ±0.12,
 * so that few reach a limit.
 */
export const SPREADS = { base: 0.02, channel: 0.035, day: 0.015, slot: 0.025, arm: 0.01 } as const;

/** The spread of a weight that is made of all of them: √(Σ spread²). */
export const TOTAL_SPREAD = Math.sqrt(
  Object.values(SPREADS).reduce((sum, spread) => sum + spread * spread, 0),
);

/** Independent normal weights around 0; the same seed and path give the same ones. */
export function drawWeights(
  spread: number,
  seed: number,
  ...path: readonly (string | number)[]
): Float64Array {
  const random = randomSource(seed, 'weights', ...path);
  return Float64Array.from({ length: DIMENSION }, () => spread * random.normal());
}

/** The sum of weights, and the level on the intercept. */
export function addUp(parts: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(DIMENSION);
  sum[INTERCEPT_PLACE] = LEVEL;
  for (const part of parts) {
    for (let i = 0; i < DIMENSION; i++) sum[i] = (sum[i] ?? 0) + (part[i] ?? 0);
  }
  return sum;
}

/** No contact is answered always or never: probabilities lie between these. */
export const LEAST = 0.01;
export const MOST = 0.99;

/** The nearest probability that a contact may have. */
export function asProbability(value: number): number {
  return Math.min(MOST, Math.max(LEAST, value));
}
