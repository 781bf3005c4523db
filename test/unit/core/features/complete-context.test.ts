import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { makeValueChecks } from '../../../../src/core/features/check-values.ts';
import { completeContext } from '../../../../src/core/features/complete-context.ts';
import type { ObservedFeatures } from '../../../../src/core/features/feature-record.ts';
import type { Context, FeatureSchema } from '../../../../src/core/features/feature-schema.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { at } from '../../../support/builders/identifiers.ts';

const NOW = at('2026-11-24T12:00:00Z');

const SCHEMA: FeatureSchema = {
  features: [
    {
      kind: 'numeric',
      name: 'balance',
      min: 0,
      max: 100,
      center: 0,
      spread: 1,
      missing: { rule: 'refuse' },
      maxAgeHours: 24,
    },
    {
      kind: 'categorical',
      name: 'channel',
      levels: ['none', 'sms'],
      missing: { rule: 'use', value: 'none' },
    },
    { kind: 'cyclical', name: 'hour', period: 24, missing: { rule: 'use', value: 0 } },
  ],
  crosses: [],
};
const CHECKS = makeValueChecks(SCHEMA);

function complete(context: Context, record: ObservedFeatures, now: Instant = NOW) {
  return completeContext(SCHEMA, CHECKS, context, record, now);
}

describe('completing a context', () => {
  it('takes what the request left out, and says when it was observed', () => {
    const observedAt = plusMs(NOW, -HOUR_MS);
    expect(
      complete({ balance: 1 }, { channel: { value: 'sms', observedAt }, balance: { value: 2, observedAt } }),
    ).toEqual({
      context: { balance: 1, channel: 'sms' },
      sources: { fromRecord: { channel: observedAt }, unused: {} },
    });
  });

  it.each([
    ['as old as it may be', DAY_MS, 50],
    ['a millisecond older', DAY_MS + 1, 'stale'],
    ['observed by a clock that runs ahead', -5 * MINUTE_MS, 50],
    ['observed after the decision', -5 * MINUTE_MS - 1, 'later'],
  ])('%s', (_, ageMs, expected) => {
    const observedAt = plusMs(NOW, -ageMs);
    const { context, sources } = complete({}, { balance: { value: 50, observedAt } });
    expect(context).toEqual(typeof expected === 'number' ? { balance: expected } : {});
    expect(sources?.unused).toEqual(
      typeof expected === 'number' ? {} : { balance: { observedAt, why: expected } },
    );
  });

  it('takes a value of any age where no age is declared', () => {
    const observedAt = plusMs(NOW, -3650 * DAY_MS);
    expect(complete({}, { hour: { value: 7, observedAt } }).context).toEqual({ hour: 7 });
  });

  it.each([
    ['null', 'balance', null, 'unknown'],
    ['a value outside its range', 'balance', 101, 'not-allowed'],
    ['a level that was taken out', 'channel', 'fax', 'not-allowed'],
    ['a value of another kind', 'hour', 'noon', 'not-allowed'],
  ])('does not use %s', (_, name, value, why) => {
    expect(complete({}, { [name]: { value, observedAt: NOW } })).toEqual({
      context: {},
      sources: { fromRecord: {}, unused: { [name]: { observedAt: NOW, why } } },
    });
  });

  it('does not know features that are not declared any more', () => {
    expect(complete({}, { removed: { value: 1, observedAt: NOW } })).toEqual({ context: {} });
  });

  test.prop([
    fc.dictionary(fc.constantFrom('balance', 'channel', 'hour'), fc.oneof(fc.nat(200), fc.string()), {
      noNullPrototype: true,
    }),
    fc.dictionary(
      fc.constantFrom('balance', 'channel', 'hour', 'removed'),
      fc.record({
        value: fc.oneof(fc.nat(200), fc.constantFrom('none', 'sms', 'fax'), fc.constant(null)),
        observedAt: fc.integer({ min: -48, max: 2 }).map((hours) => plusMs(NOW, hours * HOUR_MS)),
      }),
      { noNullPrototype: true },
    ),
  ])(
    'never changes what the request says, and accounts for every declared value on record',
    (context, record) => {
      const { context: completed, sources } = complete(context, record);
      expect(completed).toMatchObject(context);
      const open = SCHEMA.features
        .map(({ name }) => name)
        .filter((name) => !Object.hasOwn(context, name) && Object.hasOwn(record, name));
      const told = [...Object.keys(sources?.fromRecord ?? {}), ...Object.keys(sources?.unused ?? {})];
      expect(told.sort()).toEqual(open.sort());
      expect(Object.keys(completed).sort()).toEqual(
        [...Object.keys(context), ...Object.keys(sources?.fromRecord ?? {})].sort(),
      );
    },
  );
});
