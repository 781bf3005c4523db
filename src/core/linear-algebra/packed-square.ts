import { at } from './at.ts';
import { indexAt } from './index-at.ts';
import { upperRow } from './packed-triangle.ts';

/**
 * xxᵀ without its zeros, as a packed upper triangle: entry k stands at `places[k]` and is xᵢ² on the diagonal, 2xᵢxⱼ
 * beside it, so that xᵀCx is the sum of `products[k]`·C at `places[k]`.
 */
export interface PackedSquare {
  readonly places: Int32Array;
  readonly products: Float64Array;
}

/** The square of a vector; made once per context and used for every arm. */
export function packedSquare(x: Float64Array): PackedSquare {
  const dimension = x.length;
  const present = presentIn(x);
  const size = (present.length * (present.length + 1)) / 2;
  const places = new Int32Array(size);
  const products = new Float64Array(size);
  let k = 0;
  for (let a = 0; a < present.length; a++) {
    const i = indexAt(present, a);
    const row = upperRow(i, dimension);
    const value = at(x, i);
    places[k] = row + i;
    products[k++] = value * value;
    for (let b = a + 1; b < present.length; b++) {
      const j = indexAt(present, b);
      places[k] = row + j;
      products[k++] = 2 * value * at(x, j);
    }
  }
  return { places, products };
}

function presentIn(x: Float64Array): Int32Array {
  const present = new Int32Array(x.length);
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    if (at(x, i) !== 0) present[count++] = i;
  }
  return present.subarray(0, count);
}

/**
 * xᵀCx for a packed upper triangle C.
 * @remarks Four running sums in a fixed pattern: the processor overlaps them, and the bits are the same everywhere.
 */
export function quadraticForm(triangle: Float64Array, { places, products }: PackedSquare): number {
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
