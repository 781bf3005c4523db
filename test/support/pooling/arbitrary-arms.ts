import { fc } from '@fast-check/vitest';
import type { ArmGroups } from '../../../src/core/pooling/arm-groups.ts';
import type { PoolingScales } from '../../../src/core/pooling/pooling-scales.ts';
import type { RowArm } from './planted-arms.ts';

/** Multiples of 2⁻¹², as features and rewards are, so that sums are exact in any order. */
const value = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1) },
  { weight: 4, arbitrary: fc.integer({ min: -8192, max: 8192 }).map((steps) => steps / 4096) },
);

/** Some groups missing, some levels shared. */
const groups: fc.Arbitrary<ArmGroups> = fc.record(
  {
    channel: fc.constantFrom('call', 'email', 'sms'),
    day: fc.constantFrom('mon', 'sat'),
    slot: fc.constantFrom('evening', 'morning'),
  },
  { requiredKeys: [] },
);

const scale = fc.double({ min: 0.05, max: 3, noNaN: true });
const effectScale = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: scale });

export const poolingScales: fc.Arbitrary<PoolingScales> = fc.record({
  noise: scale,
  base: effectScale,
  channel: effectScale,
  day: effectScale,
  slot: effectScale,
  arm: scale,
});

export interface Structure {
  readonly dimension: number;
  readonly arms: readonly RowArm[];
}

/** One to five arms, each with none to seven rows, in one to three features. */
export const structure: fc.Arbitrary<Structure> = fc.integer({ min: 1, max: 3 }).chain((dimension) => {
  const rows = fc.array(
    fc.record({ x: fc.array(value, { minLength: dimension, maxLength: dimension }), reward: value }),
    { maxLength: 7 },
  );
  return fc
    .array(fc.record({ groups, rows }), { minLength: 1, maxLength: 5 })
    .map((arms) => ({ dimension, arms }));
});
