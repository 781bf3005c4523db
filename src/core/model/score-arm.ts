import { InvariantError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import type { SnapshotArm } from './snapshot.ts';

/** What an arm's regression says about a context, in reward units. */
export interface ArmScore {
  /** xᵀθ, before cost. */
  readonly mean: number;
  /** √(xᵀA⁻¹x), ≥ 0; LinUCB's width before its multiplier. */
  readonly uncertainty: number;
}

/**
 * The arm's mean xᵀθ and width √(xᵀA⁻¹x) = ‖L⁻¹x‖ at a context. A cold arm has mean 0 and width ‖x‖ ÷ √λ.
 * @remarks Every sum runs over the features in ascending order, so the bits are the same on every machine. Zeros of x
 * are not passed over: it would change no bit, and the test costs more than the multiplication. The width is a norm,
 * so there is no quadratic form that rounding could make negative.
 * @see Li, Chu, Langford and Schapire 2010, algorithm 1, lines 8 to 9.
 * @throws {InvariantError} `unreachable` when x is not as long as θ.
 */
export function scoreArm({ theta, inverseCholesky }: SnapshotArm, x: Float64Array): ArmScore {
  const dimension = theta.length;
  if (x.length !== dimension) {
    throw new InvariantError('unreachable', `A vector of ${x.length} features met a model of ${dimension}.`);
  }
  let mean = 0;
  let square = 0;
  let place = 0;
  for (let i = 0; i < dimension; i++) {
    mean += at(x, i) * at(theta, i);
    let whitened = 0;
    for (let j = 0; j <= i; j++) whitened += at(inverseCholesky, place++) * at(x, j);
    square += whitened * whitened;
  }
  return { mean, uncertainty: Math.sqrt(square) };
}
