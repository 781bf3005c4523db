import { describe, expect, test } from 'vitest';
import { crc32 } from '../../../../src/core/model/crc32.ts';
import { EMPTY_STATISTICS, MAX_CREDITS } from '../../../../src/core/model/fold.ts';
import { packStatistics, unpackStatistics } from '../../../../src/core/model/pack-statistics.ts';
import type { Statistics } from '../../../../src/core/model/statistics.ts';
import { decodeUtf8, encodeUtf8 } from '../../../../src/core/model/utf8.ts';

const fine: Statistics = {
  names: ['a', 'b=über'],
  gram: Float64Array.of(1, -0.5, 2 ** -24),
  vector: Float64Array.of(3, -4),
  count: 2,
  rewardSum: 1,
  rewardSquareSum: 0.25,
};

/** Replaces bytes from a place on and makes the checksum fit again. */
function tamper(bytes: Uint8Array, place: number, ...replacement: readonly number[]): Uint8Array {
  const tampered = Uint8Array.from(bytes);
  tampered.set(replacement, place);
  new DataView(tampered.buffer).setUint32(1, crc32(tampered.subarray(5)), true);
  return tampered;
}

test('the packed form is little-endian: format, checksum, names, sums', () => {
  const bytes = packStatistics({
    ...EMPTY_STATISTICS,
    names: ['a'],
    gram: Float64Array.of(1),
    vector: Float64Array.of(-2),
    count: 1,
  });
  expect(Buffer.from(bytes).toString('hex')).toBe(
    ['01', Buffer.from(Uint32Array.of(crc32(bytes.subarray(5))).buffer).toString('hex'), '01000000', '61']
      .concat([
        '000000000000f03f',
        '0000000000000000',
        '0000000000000000',
        '00000000000000c0',
        '000000000000f03f',
      ])
      .join(''),
  );
});

test('what was learned from nothing packs to headers and three zeros', () => {
  expect(packStatistics(EMPTY_STATISTICS)).toHaveLength(9 + 24);
  expect(unpackStatistics(packStatistics(EMPTY_STATISTICS))).toEqual(EMPTY_STATISTICS);
});

describe('statistics that are not canonical or not exact are not stored', () => {
  test.each<[Partial<Statistics>, RegExp]>([
    [{ names: ['b', 'a'] }, /not sorted/],
    [{ names: ['a', 'a'] }, /not sorted/],
    [{ names: ['', 'a'] }, /empty or has a line feed/],
    [{ names: ['a', 'a\nb'] }, /empty or has a line feed/],
    [{ names: ['a', '\ud800'] }, /surrogate/],
    [{ count: 1.5 }, /count 1.5/],
    [{ count: MAX_CREDITS + 1 }, /count 8388609/],
    [{ count: -MAX_CREDITS - 1 }, /count -8388609/],
    [{ rewardSum: Number.NaN }, /NaN/],
    [{ rewardSum: 2 ** -25 }, /2\^-24/],
    [{ rewardSquareSum: -0 }, /2\^-24/],
    [{ vector: Float64Array.of(3, 2 ** 29 + 1) }, /2\^-24/],
    [{ gram: Float64Array.of(1, 0, 0), vector: Float64Array.of(3, 0) }, /without any sum/],
  ])('%o', (change, message) => {
    expect(() => packStatistics({ ...fine, ...change })).toThrow(message);
    expect(() => packStatistics({ ...fine, ...change })).toThrow(
      expect.objectContaining({ code: 'unreachable' }),
    );
  });

  test('a feature with a single sum left is kept, and negative counts are differences', () => {
    for (const change of [
      { gram: Float64Array.of(1, 0.5, 0), vector: Float64Array.of(3, 0) },
      { gram: Float64Array.of(0, 0.5, 1), vector: Float64Array.of(0, 0) },
      { gram: Float64Array.of(0, 0, 0), vector: Float64Array.of(3, 1) },
      { count: -MAX_CREDITS },
    ]) {
      expect(unpackStatistics(packStatistics({ ...fine, ...change }))).toEqual({ ...fine, ...change });
    }
  });
});

describe('damage that a checksum does not show is told by what is wrong', () => {
  const packed = packStatistics(fine);
  const namesAt = 9;
  const sumsAt = namesAt + 9;
  const nan = [0, 0, 0, 0, 0, 0, 0xf8, 0x7f];

  test.each<[string, Uint8Array, RegExp]>([
    ['short', packed.subarray(0, 8), /8 bytes are too few/],
    ['format', packed.with(0, 2), /format 2/],
    ['checksum', packed.with(1, (packed[1] ?? 0) ^ 1), /checksum/],
    ['not UTF-8', tamper(packed, namesAt + 4, 0xff), /not UTF-8/],
    ['one name fewer', tamper(packed, namesAt + 1, 0x2d), /do not fit 1 names/],
    ['longer names than bytes', tamper(packed, 5, 0xff, 0xff), /do not fit|not UTF-8/],
    ['unsorted', tamper(packed, namesAt, 0x7a), /not sorted/],
    ['half a credit', tamper(packed, sumsAt + 6, 0xf8, 0x3f), /count 1.5/],
    ['NaN', tamper(packed, sumsAt + 8, ...nan), /NaN/],
  ])('%s', (_, bytes, message) => {
    expect(() => unpackStatistics(bytes)).toThrow(message);
    expect(() => unpackStatistics(bytes)).toThrow(expect.objectContaining({ code: 'statistics-corrupt' }));
  });
});

test('CRC-32 has its check value', () => {
  expect(crc32(encodeUtf8('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

test.each(['', 'a', '100 %', 'über', '短信', '📞', '%41\n'])('UTF-8 of %j is that of TextEncoder', (text) => {
  expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
  expect(decodeUtf8(encodeUtf8(text))).toBe(text);
});

test.each([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe4, 0xb8]])('%o is not UTF-8', (...bytes) => {
  expect(decodeUtf8(Uint8Array.from(bytes))).toBeUndefined();
});
