import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { CorruptStateError } from '../../../../src/core/errors.ts';
import { packStatistics, unpackStatistics } from '../../../../src/core/model/pack-statistics.ts';
import { statistics } from '../../../support/arbitraries/statistics.ts';

describe('packed statistics', () => {
  test.prop([statistics])('come back as they were', (original) => {
    expect(unpackStatistics(packStatistics(original))).toEqual(original);
  });

  test.prop([statistics, statistics])('are equal as bytes exactly when they are equal', (one, other) => {
    const sameBytes = Buffer.compare(packStatistics(one), packStatistics(other)) === 0;
    expect(sameBytes).toBe(JSON.stringify(one) === JSON.stringify(other));
  });

  test.prop([statistics, fc.nat({ max: 7 })])(
    'come back from the middle of a larger buffer',
    (original, offset) => {
      const packed = packStatistics(original);
      const buffer = new Uint8Array(packed.length + 16).fill(0xff);
      buffer.set(packed, offset);
      expect(unpackStatistics(buffer.subarray(offset, offset + packed.length))).toEqual(original);
    },
  );

  test.prop([statistics, fc.integer({ min: 1, max: 255 })], { numRuns: 30 })(
    'are refused with any one byte changed',
    (original, change) => {
      const packed = packStatistics(original);
      for (let place = 0; place < packed.length; place++) {
        const damaged = packed.with(place, (packed[place] ?? 0) ^ change);
        expect(() => unpackStatistics(damaged)).toThrow(CorruptStateError);
      }
    },
  );

  test.prop([statistics, fc.nat(), fc.uint8Array({ minLength: 1 })])(
    'are refused cut short or continued',
    (original, cut, more) => {
      const packed = packStatistics(original);
      expect(() => unpackStatistics(packed.subarray(0, cut % packed.length))).toThrow(CorruptStateError);
      expect(() => unpackStatistics(Uint8Array.from([...packed, ...more]))).toThrow(CorruptStateError);
    },
  );

  test.prop([fc.uint8Array({ maxLength: 200 })])('are not made of arbitrary bytes', (bytes) => {
    expect(() => unpackStatistics(bytes)).toThrow(CorruptStateError);
  });
});
