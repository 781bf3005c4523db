import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { makeEncoder } from '../../../../src/core/features/encoder.ts';
import { encodedNames } from '../../../../src/core/features/feature-columns.ts';
import type { Context } from '../../../../src/core/features/feature-schema.ts';
import { validateFeatureSchema } from '../../../../src/core/features/validate-feature-schema.ts';
import { isOnGrid } from '../../../../src/core/linear-algebra/grid.ts';
import { featureSchema, schemaWithContext } from '../../../support/arbitraries/feature-schema.ts';

describe('encoding', () => {
  test.prop([schemaWithContext])('is total on valid input and stays on the grid', ({ schema, context }) => {
    const encoder = makeEncoder(schema);
    const { names, values } = encoder.encode(context);
    expect(names).toBe(encoder.names);
    expect(names).toEqual(encodedNames(schema));
    expect(names).toEqual([...new Set(names)].toSorted());
    expect(values).toHaveLength(names.length);
    expect(values[names.indexOf('(intercept)')]).toBe(1);
    for (const value of values) expect(isOnGrid(value) && !Object.is(value, -0)).toBe(true);
  });

  test.prop([schemaWithContext])(
    'depends neither on the order of features nor on that of fields',
    ({ schema, context }) => {
      const turned = {
        features: schema.features.toReversed(),
        crosses: schema.crosses.toReversed().map(({ of: [a, b] }) => ({ of: [b, a] as const })),
      };
      const fields = Object.fromEntries(Object.entries(context).toReversed());
      expect(makeEncoder(turned).encode(fields)).toEqual(makeEncoder(schema).encode(context));
    },
  );

  test.prop([schemaWithContext])('of a left-out field is that of its default', ({ schema, context }) => {
    const encoder = makeEncoder(schema);
    const defaults = schema.features.flatMap(({ name, missing }) =>
      missing.rule === 'use' ? [[name, missing.value]] : [],
    );
    const filled = { ...Object.fromEntries(defaults), ...context };
    expect(encoder.encode(filled)).toEqual(encoder.encode(context));
  });

  test.prop([
    featureSchema,
    fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
  ])('of anything else fails with problems that point into the context', (schema, value) => {
    fc.pre(typeof value === 'object' && value !== null);
    const encoder = makeEncoder(schema);
    try {
      encoder.encode(value as Context);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
      for (const { pointer } of (error as InvalidInputError).fields) expect(pointer).toMatch(/^\/context/);
    }
  });

  test.prop([schemaWithContext, fc.string()])(
    'refuses a field that is not declared',
    ({ schema, context }, field) => {
      fc.pre(!schema.features.some(({ name }) => name === field));
      const more = Object.defineProperty({ ...context }, field, { value: 1, enumerable: true });
      expect(() => makeEncoder(schema).encode(more)).toThrow(InvalidInputError);
    },
  );
});

test.prop([featureSchema])('a sound schema has no fault', (schema) => {
  expect(validateFeatureSchema(schema)).toEqual([]);
});
