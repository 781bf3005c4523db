import { describe, expect, test } from 'vitest';
import { DEFAULT_SCALES } from '../../../../src/core/pooling/default-scales.ts';
import { findScaleFaults } from '../../../../src/core/pooling/find-scale-faults.ts';

describe('scales', () => {
  test('may leave out every shared effect, but neither the noise nor an arm’s own rest', () => {
    expect(findScaleFaults(DEFAULT_SCALES)).toEqual([]);
    const zeros = { noise: 0, base: 0, channel: 0, day: 0, slot: 0, arm: 0 };
    expect(findScaleFaults({ ...zeros, noise: 1, arm: 1 })).toEqual([]);
    expect(findScaleFaults(zeros)).toMatchObject([
      { pointer: '/scales/noise', problem: 'is 0, not a number above 0' },
      { pointer: '/scales/arm', problem: 'is 0, not a number above 0' },
    ]);
  });

  test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('are refused when one is %s', (scale) => {
    for (const name of ['noise', 'base', 'channel', 'day', 'slot', 'arm'] as const) {
      const faults = findScaleFaults({ ...DEFAULT_SCALES, [name]: scale }, '/learning/scales');
      expect(faults.map(({ pointer }) => pointer)).toEqual([`/learning/scales/${name}`]);
    }
  });
});
