import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { at } from '../../../../src/core/linear-algebra/at.ts';
import { upperRow } from '../../../../src/core/linear-algebra/packed-triangle.ts';
import { pooledPosterior } from '../../../../src/core/pooling/pooled-posterior.ts';
import { poolingScales, structure } from '../../../support/pooling/arbitrary-arms.ts';
import { jointRegression } from '../../../support/pooling/joint-regression.ts';
import { pooledArms } from '../../../support/pooling/planted-arms.ts';

describe('the pooled posterior', () => {
  test.prop([structure, poolingScales], { numRuns: 300 })(
    'is that of one joint Bayesian regression on the stacked design',
    ({ dimension, arms }, scales) => {
      const pooled = pooledPosterior({ dimension, arms: pooledArms(arms, dimension), scales });
      const joint = jointRegression(arms, dimension, scales);
      expect(pooled.arms).toHaveLength(arms.length);
      pooled.arms.forEach(({ theta, covariance }, place) => {
        const expected = joint.arms[place];
        if (expected === undefined) throw new Error(`no arm ${place}`);
        for (let i = 0; i < dimension; i++) {
          expect(Math.abs(at(theta, i) - (expected.mean[i] ?? 0))).toBeLessThan(1e-9);
          for (let j = i; j < dimension; j++) {
            const difference = at(covariance, upperRow(i, dimension) + j) - expected.covariance.get(i, j);
            expect(Math.abs(difference)).toBeLessThan(1e-9);
          }
        }
      });
      for (const { kind, name, values } of pooled.effects) {
        const expected = joint.effects.get(`${kind} ${name}`);
        expect(expected).toBeDefined();
        values.forEach((value, i) => {
          expect(Math.abs(value - (expected?.[i] ?? 0))).toBeLessThan(1e-9);
        });
      }
      expect(Math.abs(pooled.logEvidence - joint.logEvidence)).toBeLessThan(
        1e-9 * Math.max(1, Math.abs(joint.logEvidence)),
      );
    },
  );
});
