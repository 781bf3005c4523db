import { type InvalidInputCode, InvalidInputError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import { clipToGrid } from '../linear-algebra/grid.ts';
import type { ColumnWriter } from './column-writer.ts';
import type { ContextProblem } from './context-problem.ts';
import { encodedNames, INTERCEPT, makeColumnWriter, productColumns } from './feature-columns.ts';
import type { Context, Feature, FeatureSchema } from './feature-schema.ts';
import type { FeatureVector } from './feature-vector.ts';
import { findUndeclared } from './find-undeclared.ts';
import { jsonPointer } from './json-pointer.ts';
import { validateFeatureSchema } from './validate-feature-schema.ts';

/** Turns contexts into feature vectors by one schema. */
export interface Encoder {
  readonly names: readonly string[];
  /**
   * The context's feature vector; only + − × ÷ and table look-ups (invariant 5).
   * @throws {InvalidInputError} `feature-unknown`, `feature-protected`, `feature-missing` or `feature-out-of-range`
   * with all problems of the context; the code is the first problem's.
   * @param whyMissing What is known of why a feature is missing, to be told with the problem.
   */
  encode(context: Context, whyMissing?: (feature: string) => string | undefined): FeatureVector;
}

interface Step {
  readonly feature: Feature;
  readonly writer: ColumnWriter;
  readonly positions: readonly number[];
}

interface Product {
  readonly left: number;
  readonly right: number;
  readonly position: number;
}

/**
 * An encoder of the schema; all look-ups are made once, here.
 * @remarks Crosses are clipped to ±8 and rounded to the grid like everything else.
 * @throws {InvalidInputError} `config-invalid` with every fault of the schema.
 */
export function makeEncoder(schema: FeatureSchema): Encoder {
  const faults = validateFeatureSchema(schema);
  if (faults.length > 0) {
    throw new InvalidInputError('config-invalid', `The feature schema has ${faults.length} fault(s).`, {
      fields: faults,
    });
  }
  const names = Object.freeze(encodedNames(schema));
  const locate = (name: string): number => names.indexOf(name);
  const steps = schema.features.map((feature): Step => {
    const writer = makeColumnWriter(feature);
    return { feature, writer, positions: writer.columns.map(locate) };
  });
  const products = schema.crosses
    .flatMap((cross) => productColumns(cross, schema.features))
    .map(
      ({ name, left, right }): Product => ({
        left: locate(left),
        right: locate(right),
        position: locate(name),
      }),
    );
  const intercept = locate(INTERCEPT);
  const declared = new Set(schema.features.map(({ name }) => name));

  return {
    names,
    encode: (context, whyMissing) => {
      const values = new Float64Array(names.length);
      const problems = [...findUndeclared(context, declared)];
      for (const step of steps) {
        const problem = encodeFeature(context, step, values, whyMissing);
        if (problem !== undefined) problems.push(problem);
      }
      const [first] = problems;
      if (first !== undefined) throw invalidContext(first.code, problems);
      values[intercept] = 1;
      for (const { left, right, position } of products) {
        values[position] = clipToGrid(at(values, left) * at(values, right));
      }
      return { names, values };
    },
  };
}

function encodeFeature(
  context: Context,
  { feature, writer, positions }: Step,
  out: Float64Array,
  whyMissing?: (feature: string) => string | undefined,
): ContextProblem | undefined {
  const { name, missing } = feature;
  const given = Object.hasOwn(context, name) ? context[name] : undefined;
  if (given === undefined && missing.rule === 'refuse') {
    const pointer = jsonPointer('context', name);
    const why = whyMissing?.(name);
    const problem = why === undefined ? 'is missing' : `is missing: ${why}`;
    return { code: 'feature-missing', pointer, problem, fix: 'Send it; it has no default.' };
  }
  const value = given === undefined && missing.rule === 'use' ? missing.value : given;
  const fault = writer.write(value, positions, out);
  return fault && { code: 'feature-out-of-range', pointer: jsonPointer('context', name), ...fault };
}

function invalidContext(code: InvalidInputCode, problems: readonly ContextProblem[]): InvalidInputError {
  const fields = problems.map(({ pointer, problem, fix }) => ({ pointer, problem, fix }));
  return new InvalidInputError(
    code,
    `The context has ${problems.length} problem(s); each is listed with its fix.`,
    { fields },
  );
}
