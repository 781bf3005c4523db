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

describe('knots', () => {
  const unit = { min: -8, max: 8, noNaN: true } as const;
  test.prop([
    fc.uniqueArray(fc.integer({ min: -7, max: 7 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
    fc.double(unit),
  ])('make every function linear that bends at them and nowhere else', (places, heights, value) => {
    const knots = places.toSorted((a, b) => a - b);
    const corners = [-8, ...knots, 8].map((at, index) => ({ at, height: heights[index] ?? 0 }));
    const slopes = corners.slice(1).map((right, index) => {
      const left = corners[index] ?? right;
      return (right.height - left.height) / (right.at - left.at);
    });
    // Slope by slope: the first holds everywhere, each knot adds what the slope changes by.
    const weights = new Map([
      ['measure', slopes[0] ?? 0],
      ...knots.map(
        (knot, index) => [`measure>${knot}`, (slopes[index + 1] ?? 0) - (slopes[index] ?? 0)] as const,
      ),
    ]);
    const missing = { rule: 'refuse' } as const;
    const encoder = makeEncoder({
      features: [{ kind: 'numeric', name: 'measure', min: -8, max: 8, center: 0, spread: 2, knots, missing }],
      crosses: [],
    });
    const { names, values } = encoder.encode({ measure: value });
    const linear = names.reduce((sum, name, i) => sum + 2 * (weights.get(name) ?? 0) * (values[i] ?? 0), 0);
    const stretch = Math.max(
      0,
      slopes.findIndex((_, index) => value <= (corners[index + 1]?.at ?? 8)),
    );
    const { at, height } = corners[stretch] ?? { at: 0, height: 0 };
    const atLeftEnd = (corners[0]?.height ?? 0) - -8 * (slopes[0] ?? 0);
    const interpolated = height + (value - at) * (slopes[stretch] ?? 0);
    // Each column is off by half a step of the grid at most, its weight by 2 on the way.
    const rounding = [...weights.values()].reduce((sum, weight) => sum + Math.abs(weight), 0) * 2 ** -12;
    expect(Math.abs(atLeftEnd + linear - interpolated)).toBeLessThanOrEqual(rounding + 1e-9);
  });

  test.prop([schemaWithContext])('leave the other columns as they were', ({ schema, context }) => {
    const straight = schema.features.map((feature) => {
      if (feature.kind !== 'numeric') return feature;
      const { knots: _, ...rest } = feature;
      return rest;
    });
    const bent = makeEncoder({ features: schema.features, crosses: [] }).encode(context);
    const plain = makeEncoder({ features: straight, crosses: [] }).encode(context);
    const kept = bent.names.flatMap((name, index) => (name.includes('>') ? [] : [bent.values[index]]));
    expect(kept).toEqual([...plain.values]);
  });
});

test.prop([featureSchema])('a sound schema has no fault', (schema) => {
  expect(validateFeatureSchema(schema)).toEqual([]);
});
