import { at } from '../linear-algebra/at.ts';
import { inverseOf } from '../linear-algebra/dense-cholesky.ts';
import type { SharedBelief } from './arm-posterior.ts';
import type { SolvedEffects } from './solve-effects.ts';

/** The posterior of all active effects together. */
export interface EffectsPosterior {
  readonly dimension: number;
  /** For each active level the expectation of its effect, one after the other. */
  readonly means: Float64Array;
  /** For each active level its scale ÷ the noise scale. */
  readonly ratios: readonly number[];
  /** Q⁻¹ over active levels × features, row by row: the effects' covariance, each divided by its ratio and the noise. */
  readonly scaledCovariance: Float64Array;
}

/** @param ratios for each level of the system, active or not, its scale ÷ the noise scale. */
export function effectsPosterior(
  { active, factor, means }: SolvedEffects,
  dimension: number,
  ratios: readonly number[],
): EffectsPosterior {
  const own = active.map((place) => ratios[place] ?? 0);
  return {
    dimension,
    means: means.map((value, place) => (own[Math.floor(place / dimension)] ?? 0) * value),
    ratios: own,
    scaledCovariance: inverseOf(factor, active.length * dimension),
  };
}

/** The expectation of the effect at this place among the active levels. */
export function meanOf({ means, dimension }: EffectsPosterior, place: number): Float64Array {
  return means.slice(place * dimension, (place + 1) * dimension);
}

/**
 * The sum of the effects that an arm has part in: its expectation, and its covariance ÷ noise².
 * @param places which of the active levels, ascending.
 */
export function sumOfEffects(effects: EffectsPosterior, places: readonly number[]): SharedBelief {
  const { dimension, means, ratios, scaledCovariance } = effects;
  const stride = ratios.length * dimension;
  const mean = new Float64Array(dimension);
  const covariance = new Float64Array(dimension * dimension);
  for (const row of places) {
    addTo(mean, 0, means, row * dimension, 1, dimension);
    for (const column of places) {
      const ratio = (ratios[row] ?? 0) * (ratios[column] ?? 0);
      for (let i = 0; i < dimension; i++) {
        const source = (row * dimension + i) * stride + column * dimension;
        addTo(covariance, i * dimension, scaledCovariance, source, ratio, dimension);
      }
    }
  }
  return { mean, covariance };
}

/** Adds `length` neighbouring values, each times a factor. */
function addTo(
  target: Float64Array,
  to: number,
  source: Float64Array,
  from: number,
  factor: number,
  length: number,
): void {
  for (let k = 0; k < length; k++) target[to + k] = at(target, to + k) + factor * at(source, from + k);
}
