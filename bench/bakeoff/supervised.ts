import { ridgeSolver } from '../../src/core/evaluation/ridge-solver.ts';
import { at } from '../../src/core/linear-algebra/at.ts';
import { dot } from '../../src/core/linear-algebra/dot.ts';
import { triangleLength, upperRow } from '../../src/core/linear-algebra/packed-triangle.ts';
import { makeProgress } from './checkpoints.ts';
import type { EncodedSet } from './data/encode-set.ts';
import { shuffleOrder } from './data/shuffle-order.ts';
import type { Play } from './play-set.ts';
import { nextRebuild } from './rebuild-schedule.ts';

/**
 * The reference that no bandit has: told every row's class whatever it guessed, it regresses each class on the features
 * (one against the rest, ridge λ) and guesses the highest. Built anew as often as the bandits' models.
 */
export function playSupervised(set: EncodedSet, seed: number, ridge: number): Play {
  const started = performance.now();
  const { matrix, labels, names, rowCount } = set;
  const width = names.length;
  const gram = new Float64Array(triangleLength(width));
  const vectors = set.classes.map(() => new Float64Array(width));
  let weights: readonly Float64Array[] = vectors;
  const progress = makeProgress(rowCount);
  let learned = 0;
  let due = 1;
  for (const row of shuffleOrder(rowCount, seed)) {
    const scores = weights.map((theta) => dot(theta, 0, matrix, row * width, width));
    const label = labels[row] ?? -1;
    progress.add(scores.indexOf(Math.max(...scores)) === label ? 0 : 1);
    addRow(gram, vectors[label], matrix.subarray(row * width, (row + 1) * width));
    learned += 1;
    if (learned < due) continue;
    weights = vectors.map(ridgeSolver(gram, width, ridge));
    due = nextRebuild(learned);
  }
  return { loss: progress.loss, curve: progress.curve, seconds: (performance.now() - started) / 1000 };
}

/** Σxxᵀ + xxᵀ, and Σx + x of the row's class. */
function addRow(gram: Float64Array, vector: Float64Array | undefined, x: Float64Array): void {
  for (let i = 0; i < x.length; i += 1) {
    const value = at(x, i);
    if (value === 0) continue;
    if (vector !== undefined) vector[i] = at(vector, i) + value;
    const row = upperRow(i, x.length);
    for (let j = i; j < x.length; j += 1) gram[row + j] = at(gram, row + j) + value * at(x, j);
  }
}
