import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { bucketOf, parseBucket } from '../../../src/adapters/dynamodb/statistics-bucket.ts';
import { CorruptStateError, InvariantError } from '../../../src/core/errors.ts';
import { arm, week } from '../../support/builders/identifiers.ts';

const keys = fc.record(
  {
    arm: fc.constantFrom('call@weekend', 'no-contact', 'sms@a', 'sms@a-b', 'sms@a#1', 'sms@b').map(arm),
    week: fc.nat(999_999).map(week),
    sibling: fc.nat(9_999),
  },
  { noNullPrototype: true },
);
const plainKeys = keys.filter((key) => !key.arm.includes('#'));

describe('the sort key of statistics', () => {
  test.prop([keys])('is read back as what it was made of', (key) => {
    expect(parseBucket(bucketOf(key))).toStrictEqual(key);
  });

  test.prop([plainKeys, plainKeys])('sorts as text like arm, week and sibling', (a, b) => {
    const byText = Buffer.compare(Buffer.from(bucketOf(a)), Buffer.from(bucketOf(b)));
    const byArm = Buffer.compare(Buffer.from(a.arm), Buffer.from(b.arm));
    expect(byText).toBe(Math.sign(byArm || a.week - b.week || a.sibling - b.sibling));
  });

  test('is not made of numbers that would break the order', () => {
    for (const number of [-1, 1_000_000, 0.5, Number.NaN]) {
      expect(() => bucketOf({ arm: arm('a'), week: week(number), sibling: 0 })).toThrow(InvariantError);
    }
    expect(() => bucketOf({ arm: arm('a'), week: week(1), sibling: 10_000 })).toThrow(InvariantError);
  });

  test('is refused when it is another text', () => {
    for (const text of ['', 'a', 'a#1#2', 'a#000001#00002', '#000001#0001']) {
      expect(() => parseBucket(text)).toThrow(CorruptStateError);
    }
  });
});
