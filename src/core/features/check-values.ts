import type { ContextProblem } from './context-problem.ts';
import { makeColumnWriter } from './feature-columns.ts';
import type { FeatureSchema, SomeValues } from './feature-schema.ts';
import { findUndeclared } from './find-undeclared.ts';
import { jsonPointer } from './json-pointer.ts';

export interface ValueChecks {
  /**
   * What is wrong with values that are there; that others are missing is no fault. `null` is right for every feature.
   * @param member The member of the input that holds them.
   */
  problemsOf(values: SomeValues, member: string): readonly ContextProblem[];
  /** Whether the schema declares the feature, and this as one of its values. */
  allows(name: string, value: number | string): boolean;
}

/** The checks of the encoder for values that come without a whole context. */
export function makeValueChecks({ features }: Pick<FeatureSchema, 'features'>): ValueChecks {
  const writers = new Map(features.map((feature) => [feature.name, makeColumnWriter(feature)]));
  const declared = new Set(writers.keys());
  /** Takes what the writers write, and is never read. */
  const scratch = new Float64Array(Math.max(1, ...features.map(({ name }) => columnsOf(name))));
  const positions = [...scratch.keys()];

  return {
    problemsOf: (values, member) => [
      ...findUndeclared(values, declared, member),
      ...Object.entries(values).flatMap(([name, value]) => {
        const fault = value === null ? undefined : writers.get(name)?.write(value, positions, scratch);
        const pointer = jsonPointer(member, name);
        return fault === undefined ? [] : [{ code: 'feature-out-of-range' as const, pointer, ...fault }];
      }),
    ],
    allows: (name, value) => {
      const writer = writers.get(name);
      return writer !== undefined && writer.write(value, positions, scratch) === undefined;
    },
  };

  function columnsOf(name: string): number {
    return writers.get(name)?.columns.length ?? 0;
  }
}
