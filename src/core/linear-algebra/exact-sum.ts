import { at } from './at.ts';

/**
 * Adds vectors without losing a bit: each total is its exact value rounded once, in whatever order they come.
 * @remarks Every addition's rounding error is itself a float64 (TwoSum) and is kept. With summands on the grid 2⁻²⁴
 * within ±2²⁹ the errors are multiples of 2⁻²⁴ that stay far below 2²⁹ for up to 2²⁰ vectors, so their own sum is
 * exact.
 * @see Knuth, The Art of Computer Programming, volume 2, 4.2.2, theorem B (TwoSum).
 */
export class ExactSum {
  readonly #rounded: Float64Array;
  readonly #errors: Float64Array;

  constructor(length: number) {
    this.#rounded = new Float64Array(length);
    this.#errors = new Float64Array(length);
  }

  add(index: number, value: number): void {
    const before = at(this.#rounded, index);
    const sum = before + value;
    const added = sum - before;
    this.#errors[index] = at(this.#errors, index) + (before - (sum - added) + (value - added));
    this.#rounded[index] = sum;
  }

  totals(): Float64Array {
    return this.#rounded.map((sum, index) => sum + at(this.#errors, index));
  }
}
