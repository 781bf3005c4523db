import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { encodeSet } from '../../../../bench/bakeoff/data/encode-set.ts';
import { npyBytes } from '../../../../bench/bakeoff/data/npy.ts';
import { shuffleOrder } from '../../../../bench/bakeoff/data/shuffle-order.ts';
import { writePrepared } from '../../../../bench/bakeoff/data/write-prepared.ts';
import { readText } from './data-file.ts';

/** Reads an array file by its own header, as NumPy would. */
function readNpy(bytes: Buffer): { shape: number[]; values: number[]; bodyAt: number } {
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
  const bodyAt = 10 + bytes.readUInt16LE(8);
  const header = bytes.subarray(10, bodyAt).toString('latin1');
  const [, type = ''] = /'descr': '(<[if][48])'/.exec(header) ?? [];
  const [, sizes = ''] = /'shape': \(([^)]*)\)/.exec(header) ?? [];
  const width = Number(type.at(-1));
  const read = {
    '<i4': (at: number) => bytes.readInt32LE(at),
    '<f4': (at: number) => bytes.readFloatLE(at),
    '<f8': (at: number) => bytes.readDoubleLE(at),
  }[type];
  if (read === undefined) throw new Error(`unknown type in ${header}`);
  const count = (bytes.length - bodyAt) / width;
  return {
    shape: sizes
      .split(',')
      .filter((size) => size.trim() !== '')
      .map(Number),
    values: Array.from({ length: count }, (_, index) => read(bodyAt + index * width)),
    bodyAt,
  };
}

describe('an array file', () => {
  test.prop([fc.float64Array({ noNaN: true })])('holds the values it was made of', (values) => {
    const { shape, values: back, bodyAt } = readNpy(npyBytes(values, [values.length]));
    expect(back).toEqual([...values]);
    expect(shape).toEqual([values.length]);
    expect(bodyAt % 64).toBe(0);
  });

  test('refuses a shape that the values do not fill', () => {
    expect(() => npyBytes(new Int32Array(5), [2, 3])).toThrow(/2 × 3 does not hold 5/);
  });
});

describe('a row order', () => {
  test.prop([fc.nat(300), fc.nat()])("has every row once, and is the seed's", (n, seed) => {
    const order = shuffleOrder(n, seed);
    expect([...order].sort((one, other) => one - other)).toEqual([...Array(n).keys()]);
    expect(shuffleOrder(n, seed)).toEqual(order);
  });

  test('differs between seeds and favours no place', () => {
    expect(shuffleOrder(50, 1)).not.toEqual(shuffleOrder(50, 2));
    const N = 5;
    const SEEDS = 4000;
    const counts = Array.from({ length: N }, () => new Array<number>(N).fill(0));
    for (let seed = 0; seed < SEEDS; seed += 1) {
      shuffleOrder(N, seed).forEach((row, place) => {
        const places = counts[row];
        if (places !== undefined) places[place] = (places[place] ?? 0) + 1;
      });
    }
    // Each cell is binomial with mean 800 and standard deviation 25; the seeds are fixed, so this can't flicker.
    for (const count of counts.flat()) expect(Math.abs(count - SEEDS / N)).toBeLessThan(4 * 25.3);
  });
});

test('a prepared folder holds the encoded rows, the raw ones, labels and orders', () => {
  const set = readText('n,t,u,k\n1,v,p,a\n?,w,q,b\n5,?,p,a\n', 'k');
  const encoded = encodeSet(set);
  const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
  try {
    const prepared = writePrepared(set, encoded, [3, 4], folder);
    const load = (file: string) => readNpy(readFileSync(join(folder, file)));
    expect(JSON.parse(readFileSync(join(folder, 'set.json'), 'utf8'))).toEqual(prepared);
    expect(prepared).toMatchObject({
      rows: 3,
      classes: ['a', 'b'],
      numeric: ['c1'],
      categorical: ['c2', 'c3'],
    });
    expect(load('encoded.npy')).toMatchObject({
      shape: [3, encoded.names.length],
      values: [...encoded.matrix],
    });
    expect(load('numbers.npy')).toMatchObject({ shape: [3, 1], values: [1, Number.NaN, 5] });
    expect(load('texts.npy')).toMatchObject({ shape: [3, 2], values: [0, 0, 1, 1, -1, 0] });
    expect(load('labels.npy').values).toEqual([0, 1, 0]);
    expect(prepared.shuffles).toEqual([
      { seed: 3, order: 'order-3.npy' },
      { seed: 4, order: 'order-4.npy' },
    ]);
    expect(load('order-4.npy').values).toEqual([...shuffleOrder(3, 4)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
