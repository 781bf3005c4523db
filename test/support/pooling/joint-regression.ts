import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { PoolingScales } from '../../../src/core/pooling/pooling-scales.ts';
import type { RowArm } from './planted-arms.ts';

const SHARED = ['base', 'channel', 'day', 'slot'] as const;

interface Part {
  readonly label: string;
  readonly scale: number;
}

/** Names and scales of everything whose sum an arm's weights are. */
function partsOf({ groups }: RowArm, place: number, scales: PoolingScales): readonly Part[] {
  const shared = SHARED.flatMap((kind) => {
    const name = kind === 'base' ? '' : groups[kind];
    return name === undefined || scales[kind] === 0
      ? []
      : [{ label: `${kind} ${name}`, scale: scales[kind] }];
  });
  return scales.arm === 0 ? shared : [...shared, { label: `arm ${place}`, scale: scales.arm }];
}

export interface JointAnswer {
  /** For each arm E[θ_a] and Cov[θ_a]. */
  readonly arms: readonly { readonly mean: readonly number[]; readonly covariance: Matrix }[];
  /** E of each shared effect by `kind name`. */
  readonly effects: ReadonlyMap<string, readonly number[]>;
  readonly logEvidence: number;
}

/**
 * The same model as one Bayesian regression over all effects and rests on the design matrix stacked from every row:
 * a column for each feature of each part, solved at once; and the evidence as the density of all rewards under
 * N(0, noise²·I + X·prior·Xᵀ). An arm scale of 0 leaves the rests out.
 */
export function jointRegression(
  arms: readonly RowArm[],
  dimension: number,
  scales: PoolingScales,
): JointAnswer {
  const parts = new Map<string, Part>();
  arms.forEach((arm, place) => {
    for (const part of partsOf(arm, place, scales)) parts.set(part.label, part);
  });
  const labels = [...parts.keys()];
  const size = labels.length * dimension;
  /** d × size: which columns of the design an arm's features go to. */
  const selections = arms.map((arm, place) => {
    const selection = Matrix.zeros(dimension, size);
    for (const { label } of partsOf(arm, place, scales)) {
      for (let i = 0; i < dimension; i++) selection.set(i, labels.indexOf(label) * dimension + i, 1);
    }
    return selection;
  });
  const stacked = arms.flatMap(({ rows }, place) =>
    rows.map(({ x }) =>
      Matrix.rowVector([...x])
        .mmul(selections[place] as Matrix)
        .to1DArray(),
    ),
  );
  const rewards = Matrix.columnVector(arms.flatMap(({ rows }) => rows.map(({ reward }) => reward)));
  const design = stacked.length === 0 ? Matrix.zeros(0, size) : new Matrix(stacked);
  const prior = labels.flatMap((label) =>
    Array.from({ length: dimension }, () => (parts.get(label)?.scale ?? 0) ** 2),
  );
  const precision = Matrix.diag(prior.map((variance) => 1 / variance));
  if (stacked.length > 0)
    precision.add(
      design
        .transpose()
        .mmul(design)
        .div(scales.noise ** 2),
    );
  const covariance = new CholeskyDecomposition(symmetric(precision)).solve(Matrix.eye(size));
  const pull =
    stacked.length === 0
      ? Matrix.zeros(size, 1)
      : design
          .transpose()
          .mmul(rewards)
          .div(scales.noise ** 2);
  const mean = covariance.mmul(pull);
  return {
    arms: selections.map((selection) => ({
      mean: selection.mmul(mean).to1DArray(),
      covariance: selection.mmul(covariance).mmul(selection.transpose()),
    })),
    effects: new Map(
      labels.map((label, index) => [
        label,
        mean.to1DArray().slice(index * dimension, (index + 1) * dimension),
      ]),
    ),
    logEvidence: stacked.length === 0 ? 0 : logDensity(design, rewards, prior, scales.noise),
  };
}

function logDensity(design: Matrix, rewards: Matrix, prior: readonly number[], noise: number): number {
  const marginal = symmetric(design.mmul(Matrix.diag([...prior])).mmul(design.transpose())).add(
    Matrix.eye(design.rows).mul(noise ** 2),
  );
  const factor = new CholeskyDecomposition(marginal);
  const quadratic = rewards.transpose().mmul(factor.solve(rewards)).get(0, 0);
  const logDeterminant = factor.lowerTriangularMatrix
    .diagonal()
    .reduce((sum, value) => sum + 2 * Math.log(value), 0);
  return -0.5 * (design.rows * Math.log(2 * Math.PI) + quadratic + logDeterminant);
}

function symmetric(matrix: Matrix): Matrix {
  return Matrix.add(matrix, matrix.transpose()).div(2);
}
