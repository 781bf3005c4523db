import { crossFit } from '../../../src/core/evaluation/cross-fit.ts';
import { predictionsFor } from '../../../src/core/evaluation/row-view.ts';
import { runningModel } from '../../../src/core/evaluation/running-model.ts';
import { DIMENSION } from '../../../src/core/simulation/outreach-world/weights.ts';
import type { SimulatedRow } from './make-log.ts';

/** A row with what models of the rewards expect of its actions, as policies are valued with. */
export interface PredictedRow {
  readonly row: SimulatedRow;
  /** By a model of earlier rows. */
  readonly ordered: Float64Array;
  /** By a model of other borrowers' rows, later ones too. */
  readonly crossFitted: Float64Array;
}

const RIDGE = 1;

export function predictRows(rows: readonly SimulatedRow[]): readonly PredictedRow[] {
  const running = runningModel(DIMENSION, RIDGE);
  const fit = crossFit({ folds: 3, dimension: DIMENSION, ridge: RIDGE, seed: 1 });
  const others = fit.value(
    fit.add(
      fit.empty,
      rows.map(({ borrower, taken, x, reward }) => ({ borrower, arm: taken, x, reward })),
    ),
  );
  return rows.map((row) => {
    const ordered = predictionsFor(row, (arm) => running.predict(arm, row.x));
    running.add(row);
    return {
      row,
      ordered,
      crossFitted: predictionsFor(row, (arm) => within(others?.predict(row.borrower, arm, row.x) ?? 0)),
    };
  });
}

function within(predicted: number): number {
  return Math.min(1, Math.max(0, predicted));
}
