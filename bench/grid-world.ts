import { configuredActions } from '../src/app/actions.ts';
import { snapshotOf } from '../src/app/snapshot-of.ts';
import type { Encoder } from '../src/core/features/encoder.ts';
import type { Context } from '../src/core/features/feature-schema.ts';
import type { ActionId } from '../src/core/identifiers.ts';
import { EMPTY_STATISTICS, foldCredits } from '../src/core/model/fold.ts';
import type { Snapshot } from '../src/core/model/snapshot.ts';
import type { Statistics } from '../src/core/model/statistics.ts';
import { DEFAULT_SCALES } from '../src/core/pooling/default-scales.ts';
import { GRID } from './configuration.ts';

/** A context that differs with the index in every feature; plain arithmetic, so every run sees the same ones. */
export function contextOf(index: number): Context {
  const context: Record<string, number | string> = { month: index % 12, dayOfMonth: index % 31 };
  for (let j = 0; j < 14; j += 1) context[`measure${j}`] = (index * (7 + j) + 13 * j) % 101;
  for (let j = 0; j < 3; j += 1) context[`group${j}`] = 'abcdefgh'.charAt((index + 3 * j) % 8);
  return context;
}

export function creditsOf(encoder: Encoder, arm: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'credit' as const,
    x: encoder.encode(contextOf(arm * 31 + index)),
    reward: ((arm + index) % 5) / 4,
  }));
}

/** 200 outcomes of each of the grid's actions. */
export function learnedGrid(encoder: Encoder): Map<ActionId, Statistics> {
  const learned = new Map<ActionId, Statistics>();
  for (const [arm, { action }] of configuredActions(GRID).entries()) {
    learned.set(action, foldCredits(EMPTY_STATISTICS, creditsOf(encoder, arm, 200)));
  }
  return learned;
}

/** The pooled model of these statistics with given scales: what most publications build. */
export function gridSnapshot(learned: ReadonlyMap<ActionId, Statistics>): Snapshot {
  return snapshotOf({ ...GRID, learning: { ...GRID.learning, scales: DEFAULT_SCALES } }, learned, undefined);
}
