import type { FeatureVector } from '../../../src/core/features/feature-vector.ts';
import type { ActionId } from '../../../src/core/identifiers.ts';
import { packedInverse } from '../../../src/core/linear-algebra/packed-inverse.ts';
import { triangleLength } from '../../../src/core/linear-algebra/packed-triangle.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import type { Exploration } from '../../../src/core/policy/exploration.ts';
import { DEFAULT_SCALES } from '../../../src/core/pooling/default-scales.ts';
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
  { seed = 1, features = 4, exploration = { beta: 3, epsilon: 0.05, gamma: 10 } as Exploration } = {},
): Snapshot {
  const names = namesOf(features);
  return {
    format: 2,
    model: model('hand-made'),
    strategy: 'linucb',
    schema: { features: [], crosses: [] },
    names,
    ridge: 1,
    scales: DEFAULT_SCALES,
    fittedOn: 0,
    exploration,
    effects: [],
    arms: [...actions].sort().map((action, index) => ({
      action,
      cost: action === 'no-contact' ? 0 : (index % 3) / 64,
      price: 0,
      groups: {},
      count: (seed * index * 37) % 500,
      rewardSum: 0,
      theta: values(names.length, seed + index),
      covariance: packedInverse(values(triangleLength(names.length), seed + 2 * index + 1), names.length),
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
