import { describe, expect, test } from 'vitest';
import { CorruptStateError, InvalidInputError, InvariantError } from '../../../../src/core/errors.ts';
import { DEFAULT_SCALES } from '../../../../src/core/pooling/default-scales.ts';
import { pooledPosterior } from '../../../../src/core/pooling/pooled-posterior.ts';
import { randomSource } from '../../../../src/core/simulation/random-source.ts';
import { expectClose, quadraticForm } from '../../../support/pooling/compare.ts';
import { jointRegression } from '../../../support/pooling/joint-regression.ts';
import { groupGrid, plantArms, pooledArms } from '../../../support/pooling/planted-arms.ts';

const scales = { noise: 0.5, base: 0.5, channel: 0.25, day: 0.1, slot: 0.1, arm: 0.2 };

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the pooled posterior', () => {
  test('is that of one joint regression on two channels, three days and two slots with five features', () => {
    const arms = plantArms(randomSource(1, 'joint'), groupGrid(2, 3, 2), 5, scales, (place) => 3 * place);
    const pooled = pooledPosterior({ dimension: 5, arms: pooledArms(arms, 5), scales });
    const joint = jointRegression(arms, 5, scales);
    pooled.arms.forEach(({ theta, covariance }, place) => {
      const expected = joint.arms[place];
      expectClose(theta, expected?.mean ?? [], 1e-10);
      const full = expected?.covariance.to2DArray() ?? [];
      expectClose(
        covariance,
        full.flatMap((row, i) => row.slice(i)),
        1e-10,
      );
    });
    expectClose([pooled.logEvidence], [joint.logEvidence], 1e-10);
  });

  test('follows by hand: one feature, two arms, the second without data', () => {
    // noise 1, base 1, arm 1, one reward 3 at x = 1: V[r] = 3, so E[θ] = 2/3·3 and E[base] = 1/3·3.
    const pooled = pooledPosterior({
      dimension: 1,
      arms: [
        { groups: {}, sums: Float64Array.of(1, 3, 9, 3, 1) },
        { groups: {}, sums: new Float64Array(5) },
      ],
      scales: { noise: 1, base: 1, channel: 0, day: 0, slot: 0, arm: 1 },
    });
    expectClose(
      pooled.arms.map(({ theta }) => theta[0] ?? 0),
      [2, 1],
      1e-15,
    );
    expectClose(
      pooled.arms.map(({ covariance }) => covariance[0] ?? 0),
      [2 / 3, 5 / 3],
      1e-15,
    );
    expect(pooled.effects).toMatchObject([{ kind: 'base', name: '' }]);
    expectClose([pooled.logEvidence], [-0.5 * (Math.log(2 * Math.PI * 3) + 3)], 1e-15);
  });

  test('lists effects by kind and name, whatever the order of the arms', () => {
    const groups = [{ slot: 'noon', channel: 'sms' }, { channel: 'call', day: 'sat' }, { channel: 'sms' }];
    const { effects } = pooledPosterior({
      dimension: 1,
      arms: groups.map((group) => ({ groups: group, sums: new Float64Array(5) })),
      scales,
    });
    expect(effects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'base ',
      'channel call',
      'channel sms',
      'day sat',
      'slot noon',
    ]);
  });

  test('is surer of a well observed arm than of its new sibling, in every direction', () => {
    const groups = groupGrid(2, 2, 1);
    const arms = plantArms(randomSource(2, 'sibling'), groups, 3, scales, () => 300);
    const cold = { groups: groups[0] ?? {}, rows: [] };
    const pooled = pooledPosterior({ dimension: 3, arms: pooledArms([...arms, cold], 3), scales });
    const [known] = pooled.arms;
    const fresh = pooled.arms.at(-1);
    for (const x of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, -1, 2],
      [1, 1, -1],
    ]) {
      const before = 0.25 + 0.0625 + 0.01 + 0.01 + 0.04;
      const square = x.reduce((sum, value) => sum + value * value, 0);
      const width = quadraticForm(fresh?.covariance ?? new Float64Array(6), x);
      expect(width).toBeGreaterThan(2 * quadraticForm(known?.covariance ?? new Float64Array(6), x));
      expect(width).toBeLessThan(before * square);
    }
  });

  test('stays exact when the sums are large: 10⁶ rewards in every direction', () => {
    // Many repetitions of the same rows, so that the reference needs only their sums.
    const [one, other] = plantArms(randomSource(3, 'large'), groupGrid(2, 1, 1), 2, scales, () => 20);
    if (one === undefined || other === undefined) throw new Error('two arms were planted');
    const times = 65_536;
    const arms = pooledArms([one, other], 2).map(({ groups, sums }) => ({
      groups,
      sums: sums.map((sum) => sum * times),
    }));
    // n equal rows of noise σ say what one row of noise σ ÷ √n says.
    const joint = jointRegression([one, other], 2, { ...scales, noise: scales.noise / Math.sqrt(times) });
    pooledPosterior({ dimension: 2, arms, scales }).arms.forEach(({ theta, covariance }, place) => {
      expectClose(theta, joint.arms[place]?.mean ?? [], 1e-9);
      const full = joint.arms[place]?.covariance.to2DArray() ?? [];
      const expected = full.flatMap((row, i) => row.slice(i));
      expectClose(
        covariance.map((value) => value * times),
        expected.map((value) => value * times),
        1e-6,
      );
    });
  });

  test('refuses scales out of range, with a pointer to each', () => {
    const error = thrownBy(() =>
      pooledPosterior({ dimension: 1, arms: [], scales: { ...scales, arm: 0, day: -1 } }),
    );
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({
      code: 'config-invalid',
      fields: [{ pointer: '/scales/arm' }, { pointer: '/scales/day' }],
    });
  });

  test('names the arm and the row whose sums can not come from credits', () => {
    const fine = { groups: {}, sums: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 1) };
    const broken = { groups: {}, sums: Float64Array.of(1, 0, 0, 0, 0, 1, 9, 1) };
    const error = thrownBy(() =>
      pooledPosterior({ dimension: 2, arms: [fine, broken], scales: DEFAULT_SCALES }),
    );
    expect(error).toBeInstanceOf(CorruptStateError);
    expect(error).toMatchObject({ code: 'not-positive-definite', details: { arm: 1, row: 1, dimension: 2 } });
  });

  test('refuses sums of another length', () => {
    const short = { groups: {}, sums: new Float64Array(5) };
    expect(() => pooledPosterior({ dimension: 2, arms: [short], scales })).toThrow(InvariantError);
  });
});
