import { describe, expect, test } from 'vitest';
import { CYCLES } from '../../../../src/core/features/cyclical-table.ts';
import { makeEncoder } from '../../../../src/core/features/encoder.ts';
import type { Context, FeatureSchema } from '../../../../src/core/features/feature-schema.ts';
import { quantise } from '../../../../src/core/linear-algebra/grid.ts';

const schema: FeatureSchema = {
  features: [
    {
      kind: 'numeric',
      name: 'daysPastDue',
      min: 0,
      max: 400,
      center: 30,
      spread: 20,
      missing: { rule: 'refuse' },
    },
    {
      kind: 'numeric',
      name: 'score',
      min: 0,
      max: 1,
      center: 0.5,
      spread: 0.25,
      missing: { rule: 'use', value: 0.5 },
    },
    {
      kind: 'categorical',
      name: 'channel',
      levels: ['none', 'email', 'sms'],
      missing: { rule: 'use', value: 'none' },
    },
    { kind: 'cyclical', name: 'hour', period: 24, missing: { rule: 'refuse' } },
  ],
  crosses: [{ of: ['score', 'channel'] }, { of: ['daysPastDue', 'hour'] }],
};
const encoder = makeEncoder(schema);

function encode(context: Context): Record<string, number> {
  const { names, values } = encoder.encode(context);
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? Number.NaN]));
}

function faultsOf(context: unknown): unknown {
  try {
    encoder.encode(context as Context);
  } catch (error) {
    return error;
  }
  return undefined;
}

test('knots let the slope change: what lies beyond one counts once more', () => {
  const feature = { kind: 'numeric', name: 'days', min: 0, max: 400, center: 30, spread: 20 } as const;
  const missing = { rule: 'refuse' } as const;
  const bent = makeEncoder({ features: [{ ...feature, knots: [40, 100], missing }], crosses: [] });
  const at = (days: number): unknown => {
    const { names, values } = bent.encode({ days });
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  };
  expect(at(40)).toEqual({ '(intercept)': 1, days: 0.5, 'days>40': 0, 'days>100': 0 });
  expect(at(110)).toEqual({ '(intercept)': 1, days: 4, 'days>40': 3.5, 'days>100': 0.5 });
  expect(at(400)).toEqual({ '(intercept)': 1, days: 8, 'days>40': 8, 'days>100': 8 });
});

test('a context becomes numbers: scaled, one-hot, on the circle, crossed', () => {
  expect(encode({ daysPastDue: 40, score: 0.75, channel: 'sms', hour: 6 })).toEqual({
    '(intercept)': 1,
    'channel=email': 0,
    'channel=email*score': 0,
    'channel=sms': 1,
    'channel=sms*score': 1,
    daysPastDue: 0.5,
    'daysPastDue*hour~cos': 0,
    'daysPastDue*hour~sin': 0.5,
    'hour~cos': 0,
    'hour~sin': 1,
    score: 1,
  });
});

test('names are sorted by code unit', () => {
  expect(encoder.names).toEqual(encoder.names.toSorted());
  expect(Object.isFrozen(encoder.names)).toBe(true);
});

test('what is missing takes its default, the base level has no column, far values are clipped', () => {
  const encoded = encode({ daysPastDue: 400, hour: 0 });
  expect(encoded).toMatchObject({
    score: 0,
    'channel=email': 0,
    'channel=sms': 0,
    daysPastDue: 8,
    'hour~cos': 1,
  });
  expect(encoded['daysPastDue*hour~cos']).toBe(8);
  expect(encode({ daysPastDue: 0, hour: 13 })['daysPastDue*hour~sin']).toBe(quantise((-1.5 * -1060) / 4096));
});

test('a cross of far values is clipped like everything else', () => {
  const wide = {
    kind: 'numeric',
    min: -100,
    max: 100,
    center: 0,
    spread: 1,
    missing: { rule: 'refuse' },
  } as const;
  const wideEncoder = makeEncoder({
    features: [
      { ...wide, name: 'a' },
      { ...wide, name: 'b' },
    ],
    crosses: [{ of: ['b', 'a'] }],
  });
  expect(wideEncoder.encode({ a: 7, b: 7 })).toEqual({
    names: ['(intercept)', 'a', 'a*b', 'b'],
    values: Float64Array.of(1, 7, 8, 7),
  });
  expect(wideEncoder.encode({ a: -7, b: 7 }).values[2]).toBe(-8);
});

test('the constant table is sine and cosine, rounded to 2^-12', () => {
  expect([...CYCLES.keys()]).toEqual([7, 12, 24, 31]);
  for (const [period, { sine, cosine }] of CYCLES) {
    const angles = Array.from({ length: period }, (_, k) => (2 * Math.PI * k) / period);
    expect(sine).toEqual(angles.map((angle) => quantise(Math.sin(angle)) * 4096));
    expect(cosine).toEqual(angles.map((angle) => quantise(Math.cos(angle)) * 4096));
  }
});

describe('a context that can not be encoded', () => {
  const fine = { daysPastDue: 12, score: 0.62, channel: 'email', hour: 9 };

  test.each([
    ['daysPastDue', Number.NaN, 'is not a finite number'],
    ['daysPastDue', Number.POSITIVE_INFINITY, 'is not a finite number'],
    ['daysPastDue', '12', 'is not a number'],
    ['daysPastDue', null, 'is not a number'],
    ['daysPastDue', [12], 'is not a number'],
    ['daysPastDue', 400.5, 'is outside the range 0 to 400'],
    ['daysPastDue', -1, 'is outside the range 0 to 400'],
    ['channel', 'fax', 'is not a declared level'],
    ['channel', '__proto__', 'is not a declared level'],
    ['channel', 'constructor', 'is not a declared level'],
    ['channel', 1, 'is not a text'],
    ['hour', 24, 'is not a whole number from 0 to 23'],
    ['hour', -1, 'is not a whole number from 0 to 23'],
    ['hour', 1.5, 'is not a whole number from 0 to 23'],
    ['hour', '9', 'is not a whole number from 0 to 23'],
    ['hour', Number.NaN, 'is not a whole number from 0 to 23'],
  ])('%s: %s', (name, value, problem) => {
    expect(faultsOf({ ...fine, [name]: value })).toMatchObject({
      code: 'feature-out-of-range',
      fields: [{ pointer: `/context/${name}`, problem, fix: expect.stringMatching(/Send|send/) }],
    });
  });

  test('reports everything together; the first problem names the error', () => {
    const context = { ...fine, daysPastDue: undefined, channel: 'fax', a: 1, 'b/c~d': 2 };
    expect(faultsOf(context)).toMatchObject({
      name: 'InvalidInputError',
      code: 'feature-unknown',
      fields: [
        { pointer: '/context/a', problem: 'is not a declared feature' },
        { pointer: '/context/b~1c~0d' },
        { pointer: '/context/daysPastDue', problem: 'is missing' },
        { pointer: '/context/channel', fix: 'Send one of: none, email, sms.' },
      ],
    });
  });

  test('lacks what has no default', () => {
    expect(faultsOf({ hour: 9 })).toMatchObject({
      code: 'feature-missing',
      fields: [{ pointer: '/context/daysPastDue' }],
    });
  });

  test('has a protected attribute', () => {
    expect(faultsOf({ ...fine, customerAge: 44 })).toMatchObject({
      code: 'feature-protected',
      fields: [{ pointer: '/context/customerAge' }],
    });
  });

  test('has only inherited values, or own fields named like inherited ones', () => {
    expect(faultsOf(Object.create(fine))).toMatchObject({ code: 'feature-missing' });
    expect(
      faultsOf(JSON.parse('{"daysPastDue":12,"hour":9,"__proto__":{"x":1},"constructor":1}')),
    ).toMatchObject({
      code: 'feature-unknown',
      fields: [{ pointer: '/context/__proto__' }, { pointer: '/context/constructor' }],
    });
  });

  test('never has its values repeated, and floods are summed up', () => {
    const flood = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`${'x'.repeat(500)}${index}`, 'secret']),
    );
    const error = faultsOf({ ...fine, daysPastDue: 'secret', ...flood }) as {
      fields: readonly { problem: string }[];
    };
    expect(error.fields).toHaveLength(22);
    expect(error.fields[20]).toMatchObject({
      pointer: '/context',
      problem: 'has 980 more undeclared fields',
    });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(JSON.stringify(error).length).toBeLessThan(10_000);
  });
});

test('no encoder is made of a faulty schema', () => {
  const faulty: FeatureSchema = { ...schema, crosses: [{ of: ['score', 'zip'] }] };
  expect(() => makeEncoder(faulty)).toThrow(
    expect.objectContaining({
      code: 'config-invalid',
      fields: [expect.objectContaining({ pointer: '/crosses/0/of/1' })],
    }),
  );
});
