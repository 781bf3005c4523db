import { at } from './at.ts';
import { indexAt } from './index-at.ts';
import { upperRow } from './packed-triangle.ts';

/** A vector without its zeros, and its square xxᵀ, ready to meet many arms. */
export interface SparseSquare {
  /** Where x is not 0, ascending … */
  readonly features: Int32Array;
  /** … and what it is there. */
  readonly values: Float64Array;
  /** Entry k of xxᵀ stands at `places[k]` of a packed upper triangle … */
  readonly places: Int32Array;
  /** … and is xᵢ² on the diagonal, 2xᵢxⱼ beside it, so that xᵀCx is the sum of `products[k]`·C at `places[k]`. */
  readonly products: Float64Array;
}

/** The square of a vector; made once per context and used for every arm. */
export function sparseSquare(x: Float64Array): SparseSquare {
  const dimension = x.length;
  const features = presentIn(x);
  const values = Float64Array.from(features, (feature) => at(x, feature));
  const size = (features.length * (features.length + 1)) / 2;
  const places = new Int32Array(size);
  const products = new Float64Array(size);
  let k = 0;
  for (let a = 0; a < features.length; a++) {
    const i = indexAt(features, a);
    const row = upperRow(i, dimension);
    const value = at(values, a);
    places[k] = row + i;
    products[k++] = value * value;
    for (let b = a + 1; b < features.length; b++) {
      places[k] = row + indexAt(features, b);
      products[k++] = 2 * value * at(values, b);
    }
  }
  return { features, values, places, products };
}

function presentIn(x: Float64Array): Int32Array {
  const present = new Int32Array(x.length);
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    if (at(x, i) !== 0) present[count++] = i;
  }
  return present.subarray(0, count);
}

/** θᵀx. */
export function innerProduct(theta: Float64Array, { features, values }: SparseSquare): number {
  let sum = 0;
  for (let k = 0; k < features.length; k++) sum += at(theta, indexAt(features, k)) * at(values, k);
  return sum;
}

/**
 * xᵀCx for a packed upper triangle C.
 * @remarks Four running sums in a fixed pattern: the processor overlaps them, and the bits are the same everywhere.
 * Where x has no zero every place is its own index, which saves looking it up.
 */
export function quadraticForm(triangle: Float64Array, { places, products }: SparseSquare): number {
  return places.length === triangle.length
    ? denseSum(triangle, products)
    : sparseSum(triangle, places, products);
}

function sparseSum(triangle: Float64Array, places: Int32Array, products: Float64Array): number {
  const size = places.length;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let k = 0;
  for (; k + 3 < size; k += 4) {
    first += at(products, k) * at(triangle, indexAt(places, k));
    second += at(products, k + 1) * at(triangle, indexAt(places, k + 1));
    third += at(products, k + 2) * at(triangle, indexAt(places, k + 2));
    fourth += at(products, k + 3) * at(triangle, indexAt(places, k + 3));
  }
  for (; k < size; k++) first += at(products, k) * at(triangle, indexAt(places, k));
  return first + second + (third + fourth);
}

function denseSum(triangle: Float64Array, products: Float64Array): number {
  const size = products.length;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let k = 0;
  for (; k + 3 < size; k += 4) {
    first += at(products, k) * at(triangle, k);
    second += at(products, k + 1) * at(triangle, k + 1);
    third += at(products, k + 2) * at(triangle, k + 2);
    fourth += at(products, k + 3) * at(triangle, k + 3);
  }
  for (; k < size; k++) first += at(products, k) * at(triangle, k);
  return first + second + (third + fourth);
}
