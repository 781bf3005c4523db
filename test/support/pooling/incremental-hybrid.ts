import { inverse, Matrix } from 'ml-matrix';
import type { RowArm } from './planted-arms.ts';

/**
 * Algorithm 2 of Li, Chu, Langford and Schapire 2010, line by line with z = x and fed one reward after the other: the
 * mean and the squared width of an arm at a context.
 */
export function incrementalHybrid(
  arms: readonly RowArm[],
  dimension: number,
): (arm: number, x: readonly number[]) => { readonly mean: number; readonly square: number } {
  const shared = { precision: Matrix.eye(dimension), pull: Matrix.zeros(dimension, 1) };
  const own = arms.map(() => ({
    precision: Matrix.eye(dimension),
    cross: Matrix.zeros(dimension, dimension),
    pull: Matrix.zeros(dimension, 1),
  }));
  arms.forEach(({ rows }, place) => {
    const arm = own[place];
    if (arm === undefined) return;
    for (const { x, reward } of rows) {
      const z = Matrix.columnVector([...x]);
      const square = z.mmul(z.transpose());
      const add = (sign: 1 | -1): void => {
        const carried = arm.cross.transpose().mmul(inverse(arm.precision));
        shared.precision.add(carried.mmul(arm.cross).mul(sign));
        shared.pull.add(carried.mmul(arm.pull).mul(sign));
      };
      add(1);
      arm.precision.add(square);
      arm.cross.add(square);
      arm.pull.add(Matrix.mul(z, reward));
      shared.precision.add(square);
      shared.pull.add(Matrix.mul(z, reward));
      add(-1);
    }
  });
  const sharedInverse = inverse(shared.precision);
  const beta = sharedInverse.mmul(shared.pull);
  return (place, values) => {
    const arm = own[place];
    if (arm === undefined) throw new Error(`no arm ${place}`);
    const x = Matrix.columnVector([...values]);
    const ownInverse = inverse(arm.precision);
    const theta = ownInverse.mmul(Matrix.sub(arm.pull, arm.cross.mmul(beta)));
    const carried = sharedInverse.mmul(arm.cross.transpose()).mmul(ownInverse).mmul(x);
    const square =
      scalar(x.transpose().mmul(sharedInverse).mmul(x)) -
      2 * scalar(x.transpose().mmul(carried)) +
      scalar(x.transpose().mmul(ownInverse).mmul(x)) +
      scalar(x.transpose().mmul(ownInverse).mmul(arm.cross).mmul(carried));
    return { mean: scalar(x.transpose().mmul(Matrix.add(beta, theta))), square };
  };
}

function scalar(matrix: Matrix): number {
  return matrix.get(0, 0);
}
