import type { VectorMoments } from '../../inference/vector-moments.ts';
import { at } from '../../linear-algebra/at.ts';

/**
 * Count, sums and sums of products of vectors, from which a vector can be taken out again: a unit's vector changes with
 * each of its decisions, and a look then costs as much as the units that changed.
 */
export interface MomentSums {
  readonly count: number;
  readonly sums: Float64Array;
  /** Row by row, the whole square. */
  readonly products: Float64Array;
}

export function emptyMomentSums(dimension: number): MomentSums {
  return {
    count: 0,
    sums: new Float64Array(dimension),
    products: new Float64Array(dimension * dimension),
  };
}

/**
 * The sums with a vector more, or with one less that was added before.
 * @remarks The arrays of the argument are written to: it must not be used any more.
 */
export function changeSums(of: MomentSums, vector: Float64Array, sign: 1 | -1): MomentSums {
  const { sums, products } = of;
  const size = vector.length;
  for (let i = 0; i < size; i++) {
    const signed = sign * at(vector, i);
    sums[i] = at(sums, i) + signed;
    for (let j = 0; j < size; j++)
      products[i * size + j] = at(products, i * size + j) + signed * at(vector, j);
  }
  return { count: of.count + sign, sums, products };
}

/** The sums of all vectors that are in `whole` and not in `part`, which is contained in it. */
export function sumsWithout(whole: MomentSums, part: MomentSums): MomentSums {
  return {
    count: whole.count - part.count,
    sums: whole.sums.map((sum, i) => sum - at(part.sums, i)),
    products: whole.products.map((product, i) => product - at(part.products, i)),
  };
}

/** Means and unbiased covariances; undefined for fewer than two vectors. */
export function momentsOfSums({ count, sums, products }: MomentSums): VectorMoments | undefined {
  if (count < 2) return undefined;
  const size = sums.length;
  const mean = sums.map((sum) => sum / count);
  return {
    count,
    mean,
    covariance: products.map((product, index) => {
      const [i, j] = [Math.floor(index / size), index % size];
      const centred = (product - at(sums, i) * at(mean, j)) / (count - 1);
      // What rounding leaves of a constant is no variance.
      return i === j && centred < ROUNDING * product ? 0 : centred;
    }),
  };
}

/** Squares that cancel down to less than this share of them have cancelled to nothing. */
const ROUNDING = 1e-12;

/** The sums of the vectors of all of them; undefined for none. */
export function totalOf(all: readonly MomentSums[]): MomentSums | undefined {
  return all.length === 0
    ? undefined
    : all.reduce((a, b) => ({
        count: a.count + b.count,
        sums: a.sums.map((sum, i) => sum + at(b.sums, i)),
        products: a.products.map((product, i) => product + at(b.products, i)),
      }));
}
