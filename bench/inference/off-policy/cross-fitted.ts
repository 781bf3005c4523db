import { InvariantError } from '../../../src/core/errors.ts';
import { crossFit } from '../../../src/core/evaluation/cross-fit.ts';
import { DIMENSION } from '../../../src/core/simulation/outreach-world/weights.ts';
import type { SimulatedRow } from './make-log.ts';

/** For each row what a model of the other borrowers expects of its actions. */
export function crossFittedPredictions(
  rows: readonly SimulatedRow[],
  ridge: number,
): readonly Float64Array[] {
  const fit = crossFit({ folds: 3, dimension: DIMENSION, ridge, seed: 1 });
  const examples = rows.map((row) => ({
    borrower: borrowerOf(row),
    arm: row.taken,
    x: row.x.values,
    reward: row.reward,
  }));
  const model = fit.value(fit.add(fit.empty, examples));
  if (model === undefined) throw new InvariantError('unreachable', 'A log has no rows.');
  return rows.map((row) =>
    Float64Array.from(row.actions, (action) => model.predict(borrowerOf(row), action, row.x.values)),
  );
}

/** Each occasion is a borrower's of its own: contexts are drawn independently. */
export function borrowerOf({ index }: SimulatedRow): string {
  return `borrower-${index}`;
}
