import { at } from './at.ts';
import { lowerRow, triangleLength, upperRow } from './packed-triangle.ts';

/**
 * A⁻¹ = FᵀF of A = LLᵀ from F = L⁻¹, packed upper triangle row by row.
 * @param inverseFactor F, packed lower triangle row by row.
 */
export function packedInverse(inverseFactor: Float64Array, dimension: number): Float64Array {
  const inverse = new Float64Array(triangleLength(dimension));
  for (let k = 0; k < dimension; k++) {
    const row = lowerRow(k);
    for (let i = 0; i <= k; i++) {
      const left = at(inverseFactor, row + i);
      if (left === 0) continue;
      const target = upperRow(i, dimension);
      for (let j = i; j <= k; j++) {
        inverse[target + j] = at(inverse, target + j) + left * at(inverseFactor, row + j);
      }
    }
  }
  return inverse;
}
