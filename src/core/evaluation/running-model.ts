import { type Arms, fitted, type OutcomeExample, withRows } from './cross-fit.ts';
import type { LogRow } from './log-row.ts';

/** A model of the rewards that knows the rows before and no others, as anytime bounds need it. */
export interface RunningModel {
  /** q̂(x, arm) from rows added before; 0 at first, the mean of all for an arm without rows. */
  predict(arm: string, x: Float64Array): number;
  add(row: LogRow): void;
}

/** Fitted anew when there are so many times the rows. */
const GROWTH = 1.25;
const FIRST_FIT = 50;
/** Rows are summed in batches of at most so many, so that memory doesn't grow with the log. */
const BATCH = 2_048;

/**
 * For each arm a ridge regression on what came before, fitted anew as the log grows.
 * @param dimension Features per row.
 * @param ridge λ > 0.
 */
export function runningModel(dimension: number, ridge: number): RunningModel {
  let arms: Arms = new Map();
  let model: (arm: string, x: Float64Array) => number = () => 0;
  let batch: OutcomeExample[] = [];
  let seen = 0;
  let next = FIRST_FIT;

  function sum(): void {
    const byArm = new Map<string, OutcomeExample[]>();
    for (const row of batch) {
      const own = byArm.get(row.arm);
      if (own === undefined) byArm.set(row.arm, [row]);
      else own.push(row);
    }
    arms = withRows(arms, byArm, dimension);
    batch = [];
  }

  return {
    predict: (arm, x) => model(arm, x),
    add: ({ borrower, taken, x, reward }) => {
      batch.push({ borrower, arm: taken, x, reward });
      seen += 1;
      if (seen >= next) {
        sum();
        model = fitted(arms, ridge);
        next = Math.ceil(seen * GROWTH);
      } else if (batch.length >= BATCH) sum();
    },
  };
}
