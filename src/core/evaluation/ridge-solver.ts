import { CorruptStateError } from '../errors.ts';
import { ridgeCholesky } from '../linear-algebra/ridge-cholesky.ts';
import { solveLower, solveLowerTransposed } from '../linear-algebra/triangular-solve.ts';

/** Solves (λI + G)·θ = b for θ. */
export type RidgeSolver = (b: Float64Array) => Float64Array;

/**
 * A solver for one matrix and as many right-hand sides as there are.
 * @param gram G, packed upper triangle row by row, without negative eigenvalues.
 * @param ridge λ > 0.
 * @throws {CorruptStateError} `not-positive-definite` when G holds a number that isn't finite or rounding swallows λ.
 */
export function ridgeSolver(gram: Float64Array, dimension: number, ridge: number): RidgeSolver {
  if (!gram.every(Number.isFinite)) throw notSolvable(dimension, ridge);
  const { lower, positiveDefinite } = ridgeCholesky(gram, dimension, ridge);
  if (!positiveDefinite) throw notSolvable(dimension, ridge);
  return (b) => solveLowerTransposed(lower, solveLower(lower, b));
}

function notSolvable(dimension: number, ridge: number): CorruptStateError {
  return new CorruptStateError(
    'not-positive-definite',
    'A regression has no solution: its sums hold a number that is not finite, or the ridge is lost to rounding.',
    { details: { dimension, ridge } },
  );
}
