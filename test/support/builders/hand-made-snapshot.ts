import type { Exploration } from '../../../src/core/configuration.ts';
import type { FeatureVector } from '../../../src/core/features/feature-vector.ts';
import type { ActionId } from '../../../src/core/identifiers.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { model } from './identifiers.ts';

/** Multiples of 1/256 in [−½, ½) that look irregular and are the same everywhere. */
function irregular(seed: number, index: number): number {
  return (((seed * 7_919 + index * 104_729 + seed * index * 31) % 256) - 128) / 256;
}

function values(length: number, seed: number): Float64Array {
  return Float64Array.from({ length }, (_, index) => irregular(seed, index));
}

/** A snapshot that no statistics made, for testing what is decided with one. */
export function aSnapshot(
  actions: readonly ActionId[],
  { seed = 1, features = 4, exploration = { beta: 3, epsilon: 0.05 } as Exploration } = {},
): Snapshot {
  const names = namesOf(features);
  return {
    format: 1,
    model: model('hand-made'),
    schema: { features: [], crosses: [] },
    names,
    ridge: 1,
    exploration,
    arms: [...actions].sort().map((action, index) => ({
      action,
      cost: action === 'no-contact' ? 0 : (index % 3) / 64,
      count: (seed * index * 37) % 500,
      rewardSum: 0,
      theta: values(names.length, seed + index),
      inverseCholesky: values((names.length * (names.length + 1)) / 2, seed + 2 * index + 1),
    })),
  };
}

/** A context for such a snapshot: 1 for the intercept, multiples of 1/256 for the rest. */
export function aVector(features: number, seed: number): FeatureVector {
  const names = namesOf(features);
  return { names, values: Float64Array.from(names, (_, j) => (j === 0 ? 1 : 4 * irregular(seed + 11, j))) };
}

function namesOf(features: number): readonly string[] {
  return [
    '(intercept)',
    ...Array.from({ length: features - 1 }, (_, j) => `feature${String(j + 1).padStart(2, '0')}`),
  ];
}
