import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { decodeRecord, encodeRecord } from '../../../src/adapters/dynamodb/record-codec.ts';
import type { DecisionRecord } from '../../../src/core/decision/decision-record.ts';
import { CorruptStateError, InvariantError } from '../../../src/core/errors.ts';
import { edgeDouble, unicode } from '../../support/arbitraries/stored-values.ts';
import { at } from '../../support/builders/identifiers.ts';
import { aRecord, aSelectedVerdict, aWithheldRecord } from '../../support/builders/record-builder.ts';

/** What format 1 made of the builder's record when it was new: stored records must stay readable. */
const STORED_IN_FORMAT_1 =
  'AXi72XnFhqXWQW/aMBTA8a8ScSbV8/N7dtzr2vMmTTv28OLYQwMSimFTD/3uk2EFB1jLWA4IBUXYysvvnzHPUlt7K9GHPpSlD4uw' +
  'muXC5atTvv05u+++YTy9nhOvAN2Y+VYW0vvwLXWTeyaA6aSTl/RF0uZhGyb3CqeThaTN51XoQ/fpDNaVvCxDv/nqh/39NnjaDces' +
  '0RAb25wV5HmY2Tnb7Q8iHOJseO5pa0O/jqloy1Gk6xLjIcYQbvsEALiQqOtaVNB+qUVpmW4skWM2DeW1QRElx8zW7M7+X5/+VocP' +
  'azBCneHPMVVw+IrWkTMWnXl6fTMfjz+/o38xhVVaBZmnKg7rSqo8uNUypCTfd4P/uF9MqmbyM1S/hvU85Fe2tMlmRllfSSLy9SjC' +
  'HRx2uz+ovLh8gEouAfBEzDfZxmSqwszL8zViVKGmI6UazlZ2YisY5Bt9LXd28uyP6a3hjqd5x4BEivJf5gEYO2wYLBNoYuWUY3PR' +
  'ZY7gMUKoTdRSk7CuXdRtDV4JR26V30l7bjdoB9x4E9GDb8mhZ61bEOoUhWit9xBtI633PnSMje0aEiUISvnYNuof7P8NNzrunQ==';

/** That record as it is read today: what was not told then is absent or 0. */
function theFirstRecord(): DecisionRecord {
  const { shadow: _shadow, ...verdict } = aSelectedVerdict({ strategy: 'linucb' });
  const { parts: _parts, ...explanation } = verdict.explanation;
  return aRecord({ verdict: { ...verdict, explanation: { ...explanation, bonus: 0, price: 0 } } });
}

describe('the stored form of a decision record', () => {
  test.prop([fc.array(edgeDouble, { maxLength: 5 }), unicode, fc.boolean()])(
    'is read back as what was written',
    (values, purpose, requireConfirm) => {
      const features = { names: values.map((_, i) => `f${i}`), values };
      const record = aRecord({ purpose, requireConfirm, verdict: aSelectedVerdict({ features }) });
      expect(decodeRecord(encodeRecord(record))).toStrictEqual(record);
    },
  );

  test('keeps where the context came from, every reason included', () => {
    const observedAt = at('2026-11-20T00:00:00Z');
    const whys = ['stale', 'later', 'unknown', 'not-allowed'] as const;
    const unused = Object.fromEntries(whys.map((why) => [`f-${why}`, { observedAt, why }]));
    const told = aRecord({ sources: { fromRecord: { balanceUsd: observedAt }, unused } });
    const unreadable = aWithheldRecord({ sources: { fromRecord: {}, unused: {}, unreadable: true } });
    for (const record of [told, unreadable]) {
      expect(decodeRecord(encodeRecord(record))).toStrictEqual(record);
    }
  });

  test('does not depend on the order in which the members were written down', () => {
    const backwards = Object.fromEntries(Object.entries(aRecord()).reverse()) as unknown as DecisionRecord;
    expect(encodeRecord(backwards)).toStrictEqual(encodeRecord(aRecord()));
  });

  test('of format 1 can be read for ever', () => {
    expect(decodeRecord(Buffer.from(STORED_IN_FORMAT_1, 'base64'))).toStrictEqual(theFirstRecord());
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })])(
    'is refused with any byte changed',
    (place, change) => {
      const bytes = encodeRecord(aRecord());
      const position = place % bytes.length;
      bytes[position] = (bytes[position] ?? 0) ^ change;
      expect(() => decodeRecord(bytes)).toThrow(CorruptStateError);
    },
  );

  test.prop([fc.nat()])('is refused when it is cut short', (place) => {
    const bytes = encodeRecord(aWithheldRecord());
    expect(() => decodeRecord(bytes.subarray(0, place % bytes.length))).toThrow(CorruptStateError);
  });

  test('names the part that is wrong, not its value', () => {
    const bytes = encodeRecord(aRecord());
    bytes[0] = 9;
    expect(() => decodeRecord(bytes)).toThrow('storage format 9');
  });

  test('is not made of what could not be read back', () => {
    const wrong: unknown[] = [
      { ...aRecord(), surplus: 1 },
      { ...aRecord(), decidedAt: Number.NaN },
      aRecord({ verdict: aSelectedVerdict({ propensity: 0 }) }),
      aRecord({ verdict: aSelectedVerdict({ draw: 2 ** 32 }) }),
      aRecord({ verdict: { ...aSelectedVerdict(), because: [] } as never }),
      aRecord({ context: { daysPastDue: Number.POSITIVE_INFINITY } }),
    ];
    for (const record of wrong) expect(() => encodeRecord(record as DecisionRecord)).toThrow(InvariantError);
  });
});
