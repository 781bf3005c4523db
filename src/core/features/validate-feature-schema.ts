import type { FieldProblem } from '../errors.ts';
import type { FeatureSchema } from './feature-schema.ts';
import { findSchemaFaults } from './find-schema-faults.ts';
import { isProtectedAttribute } from './protected-attributes.ts';

/**
 * Every fault of a schema, each with where it is, what is wrong and how to mend it; empty when the schema may be used.
 * @remarks Invariant 8: features and levels that name a protected attribute or a close proxy are among the faults.
 */
export function validateFeatureSchema(schema: FeatureSchema): readonly FieldProblem[] {
  return [...findSchemaFaults(schema), ...findProtectedNames(schema)];
}

function findProtectedNames(schema: FeatureSchema): readonly FieldProblem[] {
  return schema.features.flatMap((feature, index) => {
    const levels = feature.kind === 'categorical' ? feature.levels : [];
    const named = [
      { pointer: `/features/${index}/name`, name: feature.name },
      ...levels.map((name, level) => ({ pointer: `/features/${index}/levels/${level}`, name })),
    ];
    return named
      .filter(({ name }) => isProtectedAttribute(name))
      .map(({ pointer, name }) => protectedName(pointer, name));
  });
}

function protectedName(pointer: string, name: string): FieldProblem {
  return {
    pointer,
    problem: `"${name.slice(0, 64)}" names a protected attribute or a close proxy of one`,
    fix: 'Leave it out; keep such attributes in the audit store. If it means something else, say so in its name.',
  };
}
