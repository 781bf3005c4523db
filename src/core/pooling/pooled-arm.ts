import { InvariantError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import { upperRow } from '../linear-algebra/packed-triangle.ts';
import { COUNT, gramStart, REWARD, REWARD_SQUARE, sumsLength, VECTOR } from '../model/sums.ts';
import type { ArmGroups } from './arm-groups.ts';

/** What pooling needs to know of an arm. */
export interface PooledArm {
  readonly groups: ArmGroups;
  /** [n, Σr, Σr², Σxr (d values), Σxxᵀ (packed upper triangle)] as `layOut` makes it, every value finite. */
  readonly sums: Float64Array;
}

/** An arm's sums, unpacked once for many uses. */
export interface DenseArm {
  readonly count: number;
  readonly rewardSum: number;
  readonly rewardSquareSum: number;
  /** b = Σxr. */
  readonly vector: Float64Array;
  /** G = Σxxᵀ, all of it, row by row. */
  readonly gram: Float64Array;
  /** Whether every sum is 0: nothing was learned, or all of it was taken back. */
  readonly cold: boolean;
}

/**
 * The arm's sums unpacked.
 * @throws {InvariantError} `unreachable` when the sums are not as long as the dimension asks.
 */
export function unpackArm({ sums }: PooledArm, dimension: number): DenseArm {
  if (sums.length !== sumsLength(dimension)) {
    throw new InvariantError('unreachable', `${sums.length} sums met a model of ${dimension} features.`);
  }
  const gram = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    const row = gramStart(dimension) + upperRow(i, dimension);
    for (let j = i; j < dimension; j++) {
      const value = at(sums, row + j);
      gram[i * dimension + j] = value;
      gram[j * dimension + i] = value;
    }
  }
  return {
    count: at(sums, COUNT),
    rewardSum: at(sums, REWARD),
    rewardSquareSum: at(sums, REWARD_SQUARE),
    vector: sums.subarray(VECTOR, gramStart(dimension)),
    gram,
    cold: sums.every((sum) => sum === 0),
  };
}
