import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ClassificationSet, Column } from '../../../../bench/bakeoff/data/classification-set.ts';
import { type EncodedSet, encodeSet } from '../../../../bench/bakeoff/data/encode-set.ts';
import { schemaOf } from '../../../../bench/bakeoff/data/schema-of.ts';
import { validateFeatureSchema } from '../../../../src/core/features/validate-feature-schema.ts';
import { readText } from './data-file.ts';

/** The values of one encoded column, row by row. */
function columnOf({ names, matrix, rowCount }: EncodedSet, name: string): readonly number[] {
  const place = names.indexOf(name);
  if (place < 0) throw new Error(`no column ${name} among ${names.join(', ')}`);
  return Array.from({ length: rowCount }, (_, row) => matrix[row * names.length + place] ?? Number.NaN);
}

const numbers = (name: string, values: readonly number[]): Column => ({
  kind: 'numeric',
  name,
  source: name,
  values: Float64Array.from(values),
});

function setOf(columns: readonly Column[], rowCount: number): ClassificationSet {
  const labels = Int32Array.from({ length: rowCount }, (_, row) => row % 2);
  return { name: 'made', rowCount, columns, labels, classes: ['x', 'y'], withoutLabel: 0 };
}

const texts = (count: number, distinct: number, kind = 't') =>
  Array.from({ length: count }, (_, row) => `${kind}${row % distinct}`);

describe('an encoded set', () => {
  test('has numbers by mean and standard deviation, on the grid of the product', () => {
    const encoded = encodeSet(readText('n,k\n1,a\n2,b\n3,a\n6,b\n', 'k'));
    const spread = Math.sqrt(3.5);
    for (const [row, value] of columnOf(encoded, 'c1').entries()) {
      expect(value).toBeCloseTo((([1, 2, 3, 6][row] ?? 0) - 3) / spread, 3);
      expect(Number.isInteger(value * 4096)).toBe(true);
    }
    expect(columnOf(encoded, '(intercept)')).toEqual([1, 1, 1, 1]);
  });

  test('has knots at the terciles of a number, each once and never at its ends', () => {
    const columns = [
      numbers('c1', [0, 1, 2, 3, 4, 5, 6, 7, 8]),
      numbers('c2', [0, 0, 0, 0, 5, 5, 5, 9, 9]),
      numbers('c3', [0, 0, 0, 0, 0, 0, 0, 0, 1]),
      numbers('c4', [Number.NaN, Number.NaN, Number.NaN, 3, 1, 2, 4, 6, 5]),
    ];
    const knots = schemaOf(setOf(columns, 9)).features.flatMap((feature) =>
      feature.kind === 'numeric' ? [feature.knots] : [],
    );
    expect(knots).toEqual([[3, 6], [5], undefined, [3, 5]]);
  });

  test.each([
    [42, 2],
    [43, 1],
    [63, 1],
    [64, 0],
  ])('of %d numbers has %d knots each, so that it stays within 128 columns', (count, knots) => {
    const columns = Array.from({ length: count }, (_, place) =>
      numbers(`c${place + 1}`, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
    );
    expect(encodeSet(setOf(columns, 9)).names).toHaveLength(1 + count * (1 + knots));
  });

  test('has one column for each level but the most frequent', () => {
    const encoded = encodeSet(readText('t,k\nv,a\nw,b\nw,a\nu,b\nu,a\nw,b\n', 'k'));
    expect(encoded.names).toEqual(['(intercept)', 'c1=v2', 'c1=v3']);
    expect(columnOf(encoded, 'c1=v2')).toEqual([0, 0, 0, 1, 1, 0]);
    expect(columnOf(encoded, 'c1=v3')).toEqual([1, 0, 0, 0, 0, 0]);
  });

  test('puts the center for a missing number and says that it was missing', () => {
    const encoded = encodeSet(readText('n,k\n1,a\n?,b\n5,a\n', 'k'));
    expect(columnOf(encoded, 'c1')).toEqual([-1, 0, 1]);
    expect(columnOf(encoded, 'c1.missing=yes')).toEqual([0, 1, 0]);
  });

  test('keeps what is missing of a constant number', () => {
    const encoded = encodeSet(readText('n,m,k\n7,1,a\n?,2,b\n7,3,a\n', 'k'));
    expect(encoded.names).toEqual(['(intercept)', 'c1.missing=yes', 'c2', 'c2>2']);
  });

  test('makes a missing text a level of its own', () => {
    const encoded = encodeSet(readText('t,k\nv,a\n?,b\nv,a\nw,b\n', 'k'));
    expect(columnOf(encoded, 'c1=missing')).toEqual([0, 1, 0, 0]);
  });

  test('lets the rarest levels share one beyond 32', () => {
    const rows = [...texts(80, 40), ...texts(31, 31)].map((text, row) => `${text},${row % 2}`);
    const encoded = encodeSet(readText(`t,k\n${rows.join('\n')}\n`, 'k'));
    expect(encoded.names).toHaveLength(32);
    const shared = columnOf(encoded, 'c1=other').map((value, row) => (value === 1 ? rows[row] : undefined));
    expect(new Set(shared.filter((row) => row !== undefined).map((row) => row.split(',')[0]))).toEqual(
      new Set(texts(40, 40).slice(31)),
    );
  });

  test('leaves out what is constant, empty, or never the same', () => {
    const rows = ['5,same,id1,?,1', '5,same,id2,?,2', '5,same,id3,?,3', '5,same,id4,?,4'];
    const encoded = encodeSet(
      readText(`a,b,c,d,n,k\n${rows.map((row, i) => `${row},${i % 2}`).join('\n')}\n`, 'k'),
    );
    expect(encoded.names).toEqual(['(intercept)', 'c5', 'c5>2', 'c5>3']);
  });

  test('has names of its own, so that a set may call its columns and levels what it likes', () => {
    const set = readText(
      'age,sex,constructor,k\n1,male,x y,a\n2,female,  z,b\n3,female,z,a\n4,male,z,b\n',
      'k',
    );
    expect(validateFeatureSchema(schemaOf(set))).toEqual([]);
    expect(encodeSet(set).names).toEqual(['(intercept)', 'c1', 'c1>2', 'c1>3', 'c2=v2', 'c3=v2']);
  });

  test('gives a wide set of texts fewer levels each', () => {
    const columns = Array.from({ length: 20 }, (_, place): Column => {
      const codes = Int32Array.from({ length: 120 }, (_, row) => (row * (place + 1)) % 30);
      const levels = texts(30, 30);
      return { kind: 'categorical', name: `c${place + 1}`, source: 't', levels, codes };
    });
    const { names } = encodeSet(setOf(columns, 120));
    expect(names.length).toBeLessThanOrEqual(256);
    expect(names).toContain('c20=other');
  });

  test('keeps of a set with too many numbers those that vary most', () => {
    const columns = Array.from({ length: 300 }, (_, place) =>
      numbers(
        `c${place + 1}`,
        Array.from({ length: 400 }, (_, row) => (row <= place ? row : 0)),
      ),
    );
    const { names } = encodeSet(setOf(columns, 400));
    expect(names).toHaveLength(256);
    expect(names).toContain('c300');
    expect(names).toContain('c46');
    expect(names).not.toContain('c45');
  });

  test.prop([
    fc.array(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }),
  ])('is on the grid within ±8 whatever the numbers, and its schema is without fault', (rows, codes) => {
    const columns: Column[] = rows.map((values, place) => numbers(`c${place + 1}`, values));
    columns.push({
      kind: 'categorical',
      name: 't',
      source: 't',
      levels: ['p', 'q', 'r'],
      codes: Int32Array.from(codes),
    });
    const set = setOf(columns, 5);
    expect(validateFeatureSchema(schemaOf(set))).toEqual([]);
    for (const value of encodeSet(set).matrix) {
      expect(Math.abs(value)).toBeLessThanOrEqual(8);
      expect(Number.isInteger(value * 4096)).toBe(true);
    }
  });
});
