import type { FieldProblem } from '../errors.ts';
import type { ColumnWriter } from './column-writer.ts';
import type { CategoricalFeature } from './feature-schema.ts';

/** Letters, digits, marks, punctuation, symbols and inner spaces; 1 to 64 UTF-16 units; no lone surrogates. */
const LEVEL = /^(?=.{1,64}$)[^\p{C}\p{Z}](?:[^\p{C}\p{Z}]| (?! ))*(?<! )$/u;

/** One column `name=level` for each level but the first, 1 where the level is the value's; all 0 for the first. */
export function makeCategoricalWriter(feature: CategoricalFeature): ColumnWriter {
  const columnOf = new Map(feature.levels.map((level, index) => [level, index - 1]));
  return {
    columns: feature.levels.slice(1).map((level) => `${feature.name}=${level}`),
    write: (value, positions, out) => {
      const column = typeof value === 'string' ? columnOf.get(value) : undefined;
      if (column === undefined) {
        const problem = typeof value === 'string' ? 'is not a declared level' : 'is not a text';
        return { problem, fix: `Send one of: ${feature.levels.join(', ')}.` };
      }
      const position = positions[column];
      if (position !== undefined) out[position] = 1;
      return undefined;
    },
  };
}

/** What keeps the declaration from being used; none when fine. `pointer` is where it stands. */
export function findCategoricalFaults(feature: CategoricalFeature, pointer: string): readonly FieldProblem[] {
  const faults: FieldProblem[] = [];
  const { levels, missing } = feature;
  if (levels.length < 2) {
    const problem = levels.length === 0 ? 'has no levels' : 'has one level, which tells nothing';
    faults.push({
      pointer: `${pointer}/levels`,
      problem,
      fix: 'Name at least two levels, the usual one first.',
    });
  }
  levels.forEach((level, index) => {
    const at = `${pointer}/levels/${index}`;
    if (!LEVEL.test(level)) {
      const fix = 'Use 1 to 64 printable characters without spaces at the ends.';
      faults.push({ pointer: at, problem: 'is not a usable level', fix });
    }
    if (levels.indexOf(level) < index) {
      faults.push({ pointer: at, problem: `repeats the level "${level}"`, fix: 'Name each level once.' });
    }
  });
  if (missing.rule === 'use' && !levels.includes(missing.value)) {
    const fix = 'Give one of the levels, or add it to them.';
    faults.push({ pointer: `${pointer}/missing/value`, problem: 'is not a declared level', fix });
  }
  return faults;
}
