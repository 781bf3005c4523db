import { CorruptStateError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import { backwardSolve, factorise, forwardSolve } from '../linear-algebra/dense-cholesky.ts';
import { dot } from '../linear-algebra/dot.ts';
import { LEAST_PIVOT, logDeterminant } from './eliminate-arm.ts';
import type { SharedSystem } from './shared-system.ts';

/** The shared effects' posterior, each effect divided by its scale. */
export interface SolvedEffects {
  /** The places in the system of the levels whose ratio is above 0, ascending; the others are absent. */
  readonly active: readonly number[];
  /** L with LLᵀ = Q = I + D·N·D over the active levels, D = diag(effect scale ÷ noise); lower triangle, row by row. */
  readonly factor: Float64Array;
  /** u = Q⁻¹·D·v: the effects' posterior means divided by their scales, times the noise. */
  readonly means: Float64Array;
  /** vᵀD·Q⁻¹·D·v: the share of Σr² that the shared effects explain beyond the arms. */
  readonly explained: number;
  /** ln|Q|. */
  readonly logDeterminant: number;
}

/**
 * Solves for the shared effects.
 * @param ratios for each level its scale ÷ the noise scale, ≥ 0.
 * @throws {CorruptStateError} `not-positive-definite` when the arms' sums together can't be sums of x·xᵀ.
 */
export function solveEffects(system: SharedSystem, ratios: readonly number[]): SolvedEffects {
  const { dimension } = system;
  const active = ratios.flatMap((ratio, place) => (ratio > 0 ? [place] : []));
  const size = active.length * dimension;
  const factor = scaledPrecision(system, ratios, active);
  const failed = factorise(factor, size, LEAST_PIVOT);
  if (failed !== undefined) {
    throw new CorruptStateError(
      'not-positive-definite',
      `Row ${failed.row} of the ${size} × ${size} matrix of the shared effects has the pivot ${failed.value}, below 1; ` +
        `fold the arms' statistics again from the decision ledger, or lower the scales.`,
      { details: { dimension, size, row: failed.row, smallestPivot: failed.value } },
    );
  }
  const pull = new Float64Array(size);
  active.forEach((place, index) => {
    const ratio = ratios[place] ?? 0;
    for (let i = 0; i < dimension; i++) {
      pull[index * dimension + i] = ratio * at(system.pull, place * dimension + i);
    }
  });
  const whitened = forwardSolve(factor, size, pull);
  return {
    active,
    factor,
    means: backwardSolve(factor, size, whitened),
    explained: dot(whitened, 0, whitened, 0, size),
    logDeterminant: logDeterminant(factor, size),
  };
}

/** The lower triangle of I + D·N·D over the active levels. */
function scaledPrecision(
  { precision, dimension, levels }: SharedSystem,
  ratios: readonly number[],
  active: readonly number[],
): Float64Array {
  const stride = levels * dimension;
  const size = active.length * dimension;
  const scaled = new Float64Array(size * size);
  active.forEach((rowLevel, row) => {
    active.slice(0, row + 1).forEach((columnLevel, column) => {
      const ratio = (ratios[rowLevel] ?? 0) * (ratios[columnLevel] ?? 0);
      for (let i = 0; i < dimension; i++) {
        const source = (rowLevel * dimension + i) * stride + columnLevel * dimension;
        const target = (row * dimension + i) * size + column * dimension;
        for (let j = 0; j < dimension; j++) scaled[target + j] = ratio * at(precision, source + j);
      }
    });
  });
  for (let place = 0; place < scaled.length; place += size + 1) scaled[place] = 1 + at(scaled, place);
  return scaled;
}
