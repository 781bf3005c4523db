import { at } from '../linear-algebra/at.ts';
import { dot } from '../linear-algebra/dot.ts';
import type { EffectLevels } from './effect-levels.ts';
import { type EliminatedArm, eliminateArm } from './eliminate-arm.ts';
import type { DenseArm } from './pooled-arm.ts';

/**
 * All that the arms' data say about the effects they share, in units of the noise, after each arm's own rest has been
 * integrated out. It depends on the scales only through κ = (arm ÷ noise)².
 */
export interface SharedSystem {
  readonly dimension: number;
  readonly levels: number;
  /**
   * N = Σ_a H_aᵀ·W_a·G_a·H_a, where H_a picks the effects of arm a; row by row over levels × features, only blocks on
   * and below the diagonal filled.
   */
  readonly precision: Float64Array;
  /** v = Σ_a H_aᵀ·W_a·b_a. */
  readonly pull: Float64Array;
  /** n. */
  readonly count: number;
  /** Σr². */
  readonly rewardSquareSum: number;
  /** κ·Σ_a b_aᵀ·W_a·b_a: the share of Σr² that the arms explain without any shared effect. */
  readonly explained: number;
  /** Σ_a ln|I + κG_a|. */
  readonly logDeterminant: number;
}

export interface Elimination {
  readonly system: SharedSystem;
  readonly arms: readonly (EliminatedArm | undefined)[];
}

/**
 * Integrates every arm's own rest out and gathers what is left about the shared effects.
 * @param variance κ, > 0.
 * @remarks Arms are added in the order given. W·G is M of Σ0⁻¹ − Σ0⁻¹P⁻¹Σ0⁻¹ without the difference, which would cancel
 * as κ → 0.
 * @throws {CorruptStateError} `not-positive-definite`
 */
export function eliminateArms(
  arms: readonly DenseArm[],
  { levels, memberships }: EffectLevels,
  dimension: number,
  variance: number,
): Elimination {
  const size = levels.length * dimension;
  const precision = new Float64Array(size * size);
  const pull = new Float64Array(size);
  const totals = { count: 0, rewardSquareSum: 0, explained: 0, logDeterminant: 0 };
  const eliminated = arms.map((arm, index) => {
    const one = eliminateArm(arm, variance, index);
    if (one === undefined) return undefined;
    totals.count += arm.count;
    totals.rewardSquareSum += arm.rewardSquareSum;
    totals.explained += variance * dot(arm.vector, 0, one.pull, 0, dimension);
    totals.logDeterminant += one.logDeterminant;
    const places = memberships[index] ?? [];
    if (places.length === 0) return one;
    const information = informationOf(arm, one);
    for (const row of places) {
      for (let i = 0; i < dimension; i++) {
        const place = row * dimension + i;
        pull[place] = at(pull, place) + at(one.pull, i);
      }
      for (const column of places) {
        if (column <= row)
          addBlock(precision, size, row * dimension, column * dimension, information, dimension);
      }
    }
    return one;
  });
  return { system: { dimension, levels: levels.length, precision, pull, ...totals }, arms: eliminated };
}

/** W·G, exactly symmetric: products of symmetric matrices that commute are symmetric but for rounding. */
function informationOf({ gram }: DenseArm, { shrinkage, pull }: EliminatedArm): Float64Array {
  const dimension = pull.length;
  const information = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = i; j < dimension; j++) {
      const value = dot(shrinkage, i * dimension, gram, j * dimension, dimension);
      information[i * dimension + j] = value;
      information[j * dimension + i] = value;
    }
  }
  return information;
}

function addBlock(
  matrix: Float64Array,
  size: number,
  row: number,
  column: number,
  block: Float64Array,
  dimension: number,
): void {
  for (let i = 0; i < dimension; i++) {
    const target = (row + i) * size + column;
    const source = i * dimension;
    for (let j = 0; j < dimension; j++) {
      matrix[target + j] = at(matrix, target + j) + at(block, source + j);
    }
  }
}
