import { expect, test } from 'vitest';
import { fitScales } from '../../../../src/core/pooling/fit-scales.ts';
import { pooledPosterior } from '../../../../src/core/pooling/pooled-posterior.ts';
import { randomSource } from '../../../../src/core/simulation/random-source.ts';
import { groupGrid, pooledArms, type Row } from '../../../support/pooling/planted-arms.ts';

/*
 * The same sums have to give the same bits on every machine: snapshots are named by their bytes, and scales that were
 * fitted are pinned in them. The last arm is cold.
 */
const DIMENSION = 5;
const random = randomSource(5, 'golden');
const onGrid = (limit: number): number => Math.round(random.between(-limit, limit) * 4096) / 4096;
const rows = (count: number, lean: number): readonly Row[] =>
  Array.from({ length: count }, () => {
    const x = [1, ...Array.from({ length: DIMENSION - 1 }, () => onGrid(2))];
    return { x, reward: Math.round((lean + 0.25 * (x[1] ?? 0) + onGrid(0.5)) * 4096) / 4096 };
  });
const groups = groupGrid(2, 2, 2);
const arms = pooledArms(
  groups.map((group, place) => ({
    groups: group,
    rows: rows(place === groups.length - 1 ? 0 : 4 * place + 1, group.channel === 'channel0' ? 0.5 : -0.25),
  })),
  DIMENSION,
);

const bits = (values: Float64Array): string =>
  Array.from(values, (value) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  }).join(' ');

test('the posterior keeps its bits', async () => {
  const scales = { noise: 0.5, base: 0.5, channel: 0.25, day: 0.125, slot: 0, arm: 0.2 };
  const posterior = pooledPosterior({ dimension: DIMENSION, arms, scales });
  const lines = [
    ...posterior.arms.flatMap(({ theta, covariance }, place) => [
      `arm ${place} theta ${bits(theta)}`,
      `arm ${place} covariance ${bits(covariance)}`,
    ]),
    ...posterior.effects.map(({ kind, name, values }) => `${kind} ${name} ${bits(values)}`),
    `evidence ${bits(Float64Array.of(posterior.logEvidence))}`,
  ];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('posterior.txt');
});

test('the search for scales keeps its path', async () => {
  const { scales, evaluations } = fitScales({
    dimension: DIMENSION,
    arms,
    effects: ['channel', 'day', 'slot'],
  });
  const lines = [...evaluations, { scales, logEvidence: 0 }].map(
    ({ scales: { noise, base, channel, day, slot, arm }, logEvidence }) =>
      bits(Float64Array.of(noise, base, channel, day, slot, arm, logEvidence)),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('search.txt');
});
