import type { FieldProblem } from '../errors.ts';
import { findCategoricalFaults } from './categorical-feature.ts';
import { findCyclicalFaults } from './cyclical-feature.ts';
import { declaredColumns } from './feature-columns.ts';
import type { Cross, Feature, FeatureSchema } from './feature-schema.ts';
import { findNumericFaults } from './numeric-feature.ts';

/**
 * Most columns a schema may have: the packed statistics of 256 columns take 265 KB, and an item of DynamoDB takes
 * 400 KB with its receipts.
 */
export const MAX_COLUMNS = 256;

const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/** Everything that keeps a schema from being encoded, whatever its features are about; none when fine. */
export function findSchemaFaults(schema: FeatureSchema): readonly FieldProblem[] {
  const faults = [
    ...schema.features.flatMap((feature, index) => [
      ...findNameFaults(feature.name, index, schema),
      ...findFeatureFaults(feature, `/features/${index}`),
    ]),
    ...schema.crosses.flatMap((cross, index) => findCrossFaults(cross, index, schema)),
  ];
  // Columns of a schema that is faulty already would only repeat its faults.
  return faults.length > 0 ? faults : findColumnFaults(schema);
}

function findNameFaults(name: string, index: number, { features }: FeatureSchema): readonly FieldProblem[] {
  const pointer = `/features/${index}/name`;
  // Names that every object inherits would be found in a context that doesn't have them.
  if (!NAME.test(name) || name in {}) {
    const fix = 'Start with a letter; then up to 63 letters, digits, "_", "." or "-".';
    return [{ pointer, problem: `"${name.slice(0, 64)}" is not a usable name`, fix }];
  }
  if (features.findIndex((other) => other.name === name) < index) {
    return [{ pointer, problem: `"${name}" is declared before`, fix: 'Give each feature its own name.' }];
  }
  return [];
}

function findFeatureFaults(feature: Feature, pointer: string): readonly FieldProblem[] {
  switch (feature.kind) {
    case 'numeric':
      return findNumericFaults(feature, pointer);
    case 'categorical':
      return findCategoricalFaults(feature, pointer);
    case 'cyclical':
      return findCyclicalFaults(feature, pointer);
  }
}

function findCrossFaults({ of }: Cross, index: number, schema: FeatureSchema): readonly FieldProblem[] {
  const pointer = `/crosses/${index}/of`;
  const faults = of.flatMap((name, place) => {
    if (schema.features.some((feature) => feature.name === name)) return [];
    const fix = 'Name a declared feature, or declare it.';
    return [
      { pointer: `${pointer}/${place}`, problem: `"${name.slice(0, 64)}" is not a declared feature`, fix },
    ];
  });
  if (of[0] === of[1]) {
    faults.push({
      pointer,
      problem: `crosses "${of[0].slice(0, 64)}" with itself`,
      fix: 'Name two different features.',
    });
  }
  if (schema.crosses.findIndex((other) => sameCross(other.of, of)) < index) {
    faults.push({
      pointer,
      problem: 'repeats an earlier cross',
      fix: 'Declare each pair once, in either order.',
    });
  }
  return faults;
}

function sameCross([a, b]: Cross['of'], [c, d]: Cross['of']): boolean {
  return (a === c && b === d) || (a === d && b === c);
}

function findColumnFaults(schema: FeatureSchema): readonly FieldProblem[] {
  const columns = declaredColumns(schema);
  if (columns.length > MAX_COLUMNS) {
    const problem = `encodes to ${columns.length} columns, more than ${MAX_COLUMNS}`;
    return [{ pointer: '', problem, fix: 'Merge levels, or drop features or crosses.' }];
  }
  const repeated = columns.filter((name, index) => columns.indexOf(name) < index);
  return repeated.map((name) => ({
    pointer: '',
    problem: `two features encode to a column "${name}"`,
    fix: 'Rename one of the features or levels.',
  }));
}
