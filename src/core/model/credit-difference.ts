import { at } from '../linear-algebra/at.ts';
import { assertOnGrid } from '../linear-algebra/grid.ts';
import { indexAt } from '../linear-algebra/index-at.ts';
import { upperRow } from '../linear-algebra/packed-triangle.ts';
import type { CreditChange } from './credit-change.ts';
import { COUNT, gramStart, REWARD, REWARD_SQUARE, sumsLength, VECTOR } from './sums.ts';

/** The sum of some changes for features in a given order. */
export class CreditDifference {
  /** [n, Σr, Σr², Σxr, Σxxᵀ] of the changes so far. */
  readonly sums: Float64Array;
  readonly #dimension: number;
  /** The features of the change at hand that are not 0: where they go, and their values. */
  readonly #places: Int32Array;
  readonly #values: Float64Array;
  #present = 0;

  constructor(dimension: number) {
    this.sums = new Float64Array(sumsLength(dimension));
    this.#dimension = dimension;
    this.#places = new Int32Array(dimension);
    this.#values = new Float64Array(dimension);
  }

  /**
   * @param places for each feature of the change, its place among the features; ascending.
   * @throws {InvariantError} `summand-out-of-range` when a feature or reward is not on the grid; the sums are of no
   * use then.
   */
  add(change: CreditChange, places: Int32Array): void {
    this.#collect(change.x.values, places);
    switch (change.kind) {
      case 'credit':
        this.#addSquare(1);
        this.#addReward(change.reward, 1);
        break;
      case 'removal':
        this.#addSquare(-1);
        this.#addReward(change.reward, -1);
        break;
      case 'correction':
        this.#addReward(change.from, -1);
        this.#addReward(change.to, 1);
        break;
    }
  }

  #collect(values: Float64Array, places: Int32Array): void {
    this.#present = 0;
    for (let i = 0; i < values.length; i++) {
      const value = at(values, i);
      if (value === 0) continue;
      assertOnGrid(value);
      this.#places[this.#present] = indexAt(places, i);
      this.#values[this.#present] = value;
      this.#present++;
    }
  }

  /** n ± 1 and G ± xxᵀ. */
  #addSquare(sign: 1 | -1): void {
    const { sums } = this;
    const places = this.#places;
    const values = this.#values;
    const present = this.#present;
    const gram = gramStart(this.#dimension);
    sums[COUNT] = at(sums, COUNT) + sign;
    for (let i = 0; i < present; i++) {
      const value = sign * at(values, i);
      const row = gram + upperRow(indexAt(places, i), this.#dimension);
      for (let j = i; j < present; j++) {
        const place = row + indexAt(places, j);
        sums[place] = at(sums, place) + value * at(values, j);
      }
    }
  }

  /** b ± xr, Σr ± r and Σr² ± r². */
  #addReward(reward: number, sign: 1 | -1): void {
    assertOnGrid(reward);
    const { sums } = this;
    const signed = sign * reward;
    sums[REWARD] = at(sums, REWARD) + signed;
    sums[REWARD_SQUARE] = at(sums, REWARD_SQUARE) + signed * reward;
    for (let i = 0; i < this.#present; i++) {
      const place = VECTOR + indexAt(this.#places, i);
      sums[place] = at(sums, place) + signed * at(this.#values, i);
    }
  }
}
