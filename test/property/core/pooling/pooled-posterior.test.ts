import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { at } from '../../../../src/core/linear-algebra/at.ts';
import { upperRow } from '../../../../src/core/linear-algebra/packed-triangle.ts';
import { ridgeCholesky } from '../../../../src/core/linear-algebra/ridge-cholesky.ts';
import {
  invertLower,
  solveLower,
  solveLowerTransposed,
} from '../../../../src/core/linear-algebra/triangular-solve.ts';
import { type PooledPosterior, pooledPosterior } from '../../../../src/core/pooling/pooled-posterior.ts';
import type { PoolingScales } from '../../../../src/core/pooling/pooling-scales.ts';
import { poolingScales, type Structure, structure } from '../../../support/pooling/arbitrary-arms.ts';
import { expectClose, product, quadraticForm } from '../../../support/pooling/compare.ts';
import { incrementalHybrid } from '../../../support/pooling/incremental-hybrid.ts';
import { jointRegression } from '../../../support/pooling/joint-regression.ts';
import { pooledArms, type RowArm, sumRows } from '../../../support/pooling/planted-arms.ts';

function posteriorOf({ dimension, arms }: Structure, scales: PoolingScales): PooledPosterior {
  return pooledPosterior({ dimension, arms: pooledArms(arms, dimension), scales });
}

/** The arms' means and covariances, the latter packed, of the regression that is solved in one piece. */
function jointArms({ dimension, arms }: Structure, scales: PoolingScales) {
  return jointRegression(arms, dimension, scales).arms.map(({ mean, covariance }) => ({
    theta: mean,
    covariance: Array.from({ length: dimension }, (_, i) =>
      Array.from({ length: dimension - i }, (__, k) => covariance.get(i, i + k)),
    ).flat(),
  }));
}

function armOf<Arm>(arms: readonly Arm[], place: number): Arm {
  const arm = arms[place];
  if (arm === undefined) throw new Error(`no arm ${place}`);
  return arm;
}

describe('the pooled posterior', () => {
  test.prop([structure, poolingScales], { numRuns: 300 })(
    'is that of one joint Bayesian regression on the stacked design',
    (given, scales) => {
      const pooled = posteriorOf(given, scales);
      const joint = jointRegression(given.arms, given.dimension, scales);
      expect(pooled.arms).toHaveLength(given.arms.length);
      jointArms(given, scales).forEach((expected, place) => {
        expectClose(armOf(pooled.arms, place).theta, expected.theta, 1e-9);
        expectClose(armOf(pooled.arms, place).covariance, expected.covariance, 1e-9);
      });
      for (const { kind, name, values } of pooled.effects) {
        expectClose(values, joint.effects.get(`${kind} ${name}`) ?? [], 1e-9);
      }
      expect(pooled.effects.length).toBe(
        [...joint.effects.keys()].filter((key) => !key.startsWith('arm ')).length,
      );
      expectClose([pooled.logEvidence], [joint.logEvidence], 1e-9);
    },
  );

  test.prop([structure, poolingScales])(
    'without any shared effect is the ridge regression of each arm with λ = (noise ÷ arm)²',
    (given, { noise, arm }) => {
      const { dimension } = given;
      const scales = { noise, base: 0, channel: 0, day: 0, slot: 0, arm };
      const { arms, effects } = posteriorOf(given, scales);
      expect(effects).toEqual([]);
      given.arms.forEach(({ rows }, place) => {
        const sums = sumRows(rows, dimension);
        const { lower } = ridgeCholesky(sums.subarray(3 + dimension), dimension, (noise / arm) ** 2);
        const { theta, covariance } = armOf(arms, place);
        expectClose(
          theta,
          solveLowerTransposed(lower, solveLower(lower, sums.subarray(3, 3 + dimension))),
          1e-9,
        );
        const inverse = invertLower(lower, dimension);
        const unit = new Float64Array(dimension).fill(1);
        const whitened = Array.from({ length: dimension }, (_, i) =>
          unit.slice(0, i + 1).reduce((sum, one, j) => sum + one * at(inverse, (i * (i + 1)) / 2 + j), 0),
        );
        expectClose([quadraticForm(covariance, unit)], [noise ** 2 * product(whitened, whitened)], 1e-9);
      });
    },
  );

  test.prop([structure, poolingScales])(
    'comes to one regression on the arms’ features as the arms’ own rests vanish',
    (given, scales) => {
      const expected = jointArms(given, { ...scales, arm: 0 });
      posteriorOf(given, { ...scales, arm: 1e-7 }).arms.forEach(({ theta, covariance }, place) => {
        expectClose(theta, armOf(expected, place).theta, 1e-9);
        expectClose(covariance, armOf(expected, place).covariance, 1e-9);
      });
    },
  );

  test.prop([structure])(
    'with only the base is Li’s hybrid LinUCB, fed one reward after the other',
    (given) => {
      const scales = { noise: 1, base: 1, channel: 0, day: 0, slot: 0, arm: 1 };
      const hybrid = incrementalHybrid(given.arms, given.dimension);
      posteriorOf(given, scales).arms.forEach(({ theta, covariance }, place) => {
        const x = Array.from({ length: given.dimension }, (_, i) => 1 - i / 2);
        const { mean, square } = hybrid(place, x);
        expectClose([product(theta, x)], [mean], 1e-9);
        expectClose([quadraticForm(covariance, x)], [square], 1e-9);
      });
    },
  );

  test.prop([structure, poolingScales, fc.infiniteStream(fc.nat())])(
    'does not depend on the order of the arms but for rounding',
    (given, scales, keys) => {
      const order = given.arms
        .map((_, place) => ({ place, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key);
      const shuffled = { ...given, arms: order.map(({ place }) => armOf(given.arms, place)) };
      const before = posteriorOf(given, scales);
      const after = posteriorOf(shuffled, scales);
      order.forEach(({ place }, index) => {
        expectClose(armOf(after.arms, index).theta, armOf(before.arms, place).theta, 1e-12);
        expectClose(armOf(after.arms, index).covariance, armOf(before.arms, place).covariance, 1e-12);
      });
      expectClose([after.logEvidence], [before.logEvidence], 1e-12);
    },
  );

  test.prop([structure, poolingScales, fc.integer({ min: -3, max: 3 })])(
    'measured in other units of reward is the same, bit for bit for powers of two',
    (given, scales, octaves) => {
      const unit = 2 ** octaves;
      const stretched = {
        ...given,
        arms: given.arms.map(({ groups, rows }) => ({
          groups,
          rows: rows.map(({ x, reward }) => ({ x, reward: reward * unit })),
        })),
      };
      const { noise, base, channel, day, slot, arm } = scales;
      const before = posteriorOf(given, scales);
      const after = posteriorOf(stretched, {
        noise: noise * unit,
        base: base * unit,
        channel: channel * unit,
        day: day * unit,
        slot: slot * unit,
        arm: arm * unit,
      });
      before.arms.forEach(({ theta, covariance }, place) => {
        expect(armOf(after.arms, place).theta).toEqual(theta.map((value) => value * unit));
        expect(armOf(after.arms, place).covariance).toEqual(covariance.map((value) => value * unit * unit));
      });
      const count = given.arms.reduce((sum, { rows }) => sum + rows.length, 0);
      expectClose([after.logEvidence], [before.logEvidence - count * Math.log(unit)], 1e-12);
    },
  );

  test.prop([structure, poolingScales])(
    'sees no difference between one channel for all and a wider base',
    (given, scales) => {
      const one = {
        ...given,
        arms: given.arms.map(({ groups, rows }) => ({ groups: { ...groups, channel: 'sms' }, rows })),
      };
      const before = posteriorOf(one, scales);
      const base = Math.sqrt(scales.base ** 2 + scales.channel ** 2);
      const after = posteriorOf(one, { ...scales, base, channel: 0 });
      before.arms.forEach(({ theta, covariance }, place) => {
        expectClose(armOf(after.arms, place).theta, theta, 1e-9);
        expectClose(armOf(after.arms, place).covariance, covariance, 1e-9);
      });
      expectClose([after.logEvidence], [before.logEvidence], 1e-9);
    },
  );

  test.prop([structure, poolingScales])(
    'foretells each further reward as the evidence weighs it',
    (given, scales) => {
      const place = given.arms.findIndex(({ rows }) => rows.length > 0);
      fc.pre(place >= 0);
      const { groups, rows } = armOf(given.arms, place);
      const last = rows.at(-1);
      const without = {
        ...given,
        arms: given.arms.with(place, { groups, rows: rows.slice(0, -1) }),
      };
      const { arms, logEvidence } = posteriorOf(without, scales);
      const { theta, covariance } = armOf(arms, place);
      const x = last?.x ?? [];
      const variance = scales.noise ** 2 + quadraticForm(covariance, x);
      const surprise = (last?.reward ?? 0) - product(theta, x);
      const density = -0.5 * (Math.log(2 * Math.PI * variance) + surprise ** 2 / variance);
      expectClose([posteriorOf(given, scales).logEvidence], [logEvidence + density], 1e-9);
    },
  );
});

describe('its covariance', () => {
  test.prop([structure, poolingScales])(
    'is positive definite, and no more than the prior',
    (given, scales) => {
      const { dimension } = given;
      const prior = posteriorOf(
        { ...given, arms: given.arms.map(({ groups }) => ({ groups, rows: [] })) },
        scales,
      );
      posteriorOf(given, scales).arms.forEach(({ covariance }, place) => {
        expect(smallestPivot(covariance, dimension)).toBeGreaterThan(0);
        const before = armOf(prior.arms, place).covariance;
        const size = Math.max(...before);
        const learned = before.map((value, k) => value - at(covariance, k));
        for (let i = 0; i < dimension; i++) {
          const diagonal = upperRow(i, dimension) + i;
          learned[diagonal] = at(learned, diagonal) + 1e-9 * size;
        }
        expect(smallestPivot(learned, dimension)).toBeGreaterThan(0);
      });
    },
  );

  test.prop([structure, poolingScales])(
    'of an arm without data is its effects’ and its own rest’s, no less in sum than a sibling’s with data',
    (given, scales) => {
      const sibling = armOf(given.arms, 0);
      const cold: RowArm = { groups: sibling.groups, rows: [] };
      const { arms, effects } = posteriorOf({ ...given, arms: [...given.arms, cold] }, scales);
      const { theta, covariance } = armOf(arms, given.arms.length);
      const shared = effects.filter(
        ({ kind, name }) => name === (kind === 'base' ? '' : sibling.groups[kind]),
      );
      expectClose(
        theta,
        Array.from({ length: given.dimension }, (_, i) =>
          shared.reduce((sum, { values }) => sum + at(values, i), 0),
        ),
        1e-12,
      );
      const known = trace(armOf(arms, 0).covariance, given.dimension);
      expect(trace(covariance, given.dimension)).toBeGreaterThanOrEqual(known * (1 - 1e-12));
      expect(smallestPivot(covariance, given.dimension)).toBeGreaterThanOrEqual(scales.arm ** 2 * (1 - 1e-9));
    },
  );

  test.prop([structure, poolingScales])(
    'of a level never seen before adds that effect’s own',
    (given, scales) => {
      const { groups } = armOf(given.arms, 0);
      const rowless = (channel: string): RowArm => ({ groups: { ...groups, channel }, rows: [] });
      const { channel: _, ...others } = groups;
      const { arms } = posteriorOf(
        { ...given, arms: [...given.arms, rowless('chat'), { groups: others, rows: [] }] },
        scales,
      );
      const fresh = armOf(arms, given.arms.length);
      const without = armOf(arms, given.arms.length + 1);
      expectClose(fresh.theta, without.theta, 1e-12);
      const ones = new Float64Array(given.dimension).fill(1);
      const added = given.dimension * scales.channel ** 2;
      expectClose(
        [quadraticForm(fresh.covariance, ones)],
        [quadraticForm(without.covariance, ones) + added],
        1e-9,
      );
    },
  );
});

function trace(packed: Float64Array, dimension: number): number {
  let sum = 0;
  for (let i = 0; i < dimension; i++) sum += at(packed, upperRow(i, dimension) + i);
  return sum;
}

/** The smallest eigenvalue can't be above the smallest pivot, and has its sign. */
function smallestPivot(packed: Float64Array, dimension: number): number {
  return ridgeCholesky(packed, dimension, 0).smallestPivot;
}
