import { describe, expect, test } from 'vitest';
import type {
  CategoricalFeature,
  Feature,
  FeatureSchema,
  NumericFeature,
} from '../../../../src/core/features/feature-schema.ts';
import { MAX_COLUMNS } from '../../../../src/core/features/find-schema-faults.ts';
import { validateFeatureSchema } from '../../../../src/core/features/validate-feature-schema.ts';

const refuse = { rule: 'refuse' } as const;

function numeric(changes: Partial<NumericFeature> = {}): NumericFeature {
  return {
    kind: 'numeric',
    name: 'daysPastDue',
    min: 0,
    max: 120,
    center: 30,
    spread: 20,
    missing: refuse,
    ...changes,
  };
}

function channel(changes: Partial<CategoricalFeature> = {}): CategoricalFeature {
  return { kind: 'categorical', name: 'channel', levels: ['email', 'sms'], missing: refuse, ...changes };
}

function hour(period: number, value: number): Feature {
  return { kind: 'cyclical', name: 'hour', period: period as 24, missing: { rule: 'use', value } };
}

function schema(features: readonly Feature[], ...crosses: readonly [string, string][]): FeatureSchema {
  return { features, crosses: crosses.map((of) => ({ of })) };
}

function pointers(...args: Parameters<typeof schema>): readonly string[] {
  return validateFeatureSchema(schema(...args)).map(({ pointer }) => pointer);
}

test('a sound schema has no fault', () => {
  expect(
    pointers([numeric(), channel(), hour(24, 0)], ['hour', 'channel'], ['daysPastDue', 'channel']),
  ).toEqual([]);
  expect(pointers([])).toEqual([]);
});

test('every fault is reported at once, each with its place, the problem and the fix', () => {
  const faults = validateFeatureSchema(
    schema(
      [numeric({ spread: 0, min: 200 }), channel({ levels: [] }), numeric({ name: 'customerAge' })],
      ['channel', 'x'],
    ),
  );
  expect(faults.map(({ pointer }) => pointer)).toEqual([
    '/features/0/max',
    '/features/0/spread',
    '/features/1/levels',
    '/crosses/0/of/1',
    '/features/2/name',
  ]);
  for (const { problem, fix } of faults) expect([problem, fix]).not.toContain('');
  expect(faults[1]).toEqual({
    pointer: '/features/0/spread',
    problem: 'is 0, not above 0',
    fix: 'Give the distance from the center that counts as one step, above 0, e.g. the standard deviation.',
  });
});

describe('names', () => {
  test.each([
    '',
    '2fast',
    'a b',
    '__proto__',
    'constructor',
    'toString',
    'naïve',
    'a'.repeat(65),
    'a=b',
    '(intercept)',
  ])('"%s" can not be used', (name) => {
    expect(pointers([numeric({ name })])).toEqual(['/features/0/name']);
  });

  test('are used once', () => {
    expect(pointers([numeric(), numeric(), channel({ name: 'daysPastDue' })])).toEqual([
      '/features/1/name',
      '/features/2/name',
    ]);
  });

  test('of protected attributes are refused, levels included', () => {
    expect(pointers([numeric({ name: 'zip_code' }), channel({ levels: ['none', 'female'] })])).toEqual([
      '/features/0/name',
      '/features/1/levels/1',
    ]);
  });
});

describe('numeric features', () => {
  test.each([
    [{ min: Number.NaN }, ['min']],
    [{ max: Number.POSITIVE_INFINITY }, ['max']],
    [{ center: Number.NEGATIVE_INFINITY }, ['center']],
    [{ spread: Number.NaN }, ['spread']],
    [{ spread: -1 }, ['spread']],
    [{ min: 120 }, ['max']],
    [{ missing: { rule: 'use', value: 121 } }, ['missing/value']],
    [{ missing: { rule: 'use', value: Number.NaN } }, ['missing/value']],
    [{ missing: { rule: 'use', value: 120 } }, []],
    [{ knots: [30, 60, 90] }, []],
    [{ knots: [0, 60, 120] }, ['knots/0', 'knots/2']],
    [{ knots: [60, 30] }, ['knots/1']],
    [{ knots: [30, 30] }, ['knots/1']],
    [{ knots: [Number.NaN] }, ['knots/0']],
  ] as const)('%o', (changes, fields) => {
    expect(pointers([numeric(changes)])).toEqual(fields.map((field) => `/features/0/${field}`));
  });
});

describe('categorical features', () => {
  test.each([
    [{ levels: ['email'] }, ['levels']],
    [{ levels: ['email', 'sms', 'email'] }, ['levels/2']],
    [{ levels: ['email', ''] }, ['levels/1']],
    [{ levels: ['email', ' sms'] }, ['levels/1']],
    [{ levels: ['email', 'sms '] }, ['levels/1']],
    [{ levels: ['email', 'a  b'] }, ['levels/1']],
    [{ levels: ['email', 'a\nb'] }, ['levels/1']],
    [{ levels: ['email', '\ud800'] }, ['levels/1']],
    [{ levels: ['email', 'x'.repeat(65)] }, ['levels/1']],
    [{ levels: ['email', 'x'.repeat(64), 'in person', '短信', '📞'] }, []],
    [{ missing: { rule: 'use', value: 'call' } }, ['missing/value']],
    [{ missing: { rule: 'use', value: 'sms' } }, []],
  ] as const)('%o', (changes, fields) => {
    expect(pointers([channel(changes)])).toEqual(fields.map((field) => `/features/0/${field}`));
  });
});

test('cyclical features need a known period and a default on the circle', () => {
  expect(pointers([hour(23, 0)])).toEqual(['/features/0/period']);
  expect(pointers([hour(24, 24)])).toEqual(['/features/0/missing/value']);
  expect(pointers([hour(24, 1.5)])).toEqual(['/features/0/missing/value']);
});

describe('crosses', () => {
  test('name two different declared features, each pair once in either order', () => {
    const features = [numeric(), channel()];
    expect(pointers(features, ['daysPastDue', 'daysPastDue'])).toEqual(['/crosses/0/of']);
    expect(pointers(features, ['x', 'y'])).toEqual(['/crosses/0/of/0', '/crosses/0/of/1']);
    expect(pointers(features, ['daysPastDue', 'channel'], ['channel', 'daysPastDue'])).toEqual([
      '/crosses/1/of',
    ]);
    expect(pointers(features, ['daysPastDue', 'channel'], ['daysPastDue', 'channel'])).toEqual([
      '/crosses/1/of',
    ]);
  });

  test('of which two would encode to one column are refused', () => {
    const features = [
      channel({ name: 'c', levels: ['none', 'd', 'd*x=y'] }),
      channel({ name: 'x', levels: ['none', 'y'] }),
    ];
    expect(pointers(features)).toEqual([]);
    const [fault] = validateFeatureSchema(schema(features, ['x', 'c']));
    expect(fault).toMatchObject({ pointer: '', problem: 'two features encode to a column "c=d*x=y"' });
  });
});

test('a schema with more columns than an item can hold is refused', () => {
  const levels = Array.from({ length: MAX_COLUMNS }, (_, index) => `level-${index}`);
  expect(pointers([channel({ levels })])).toEqual([]);
  const [fault] = validateFeatureSchema(schema([channel({ levels: [...levels, 'one-more'] })]));
  expect(fault).toMatchObject({ pointer: '', problem: 'encodes to 257 columns, more than 256' });
});
