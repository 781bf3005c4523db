import type { FieldProblem } from '../errors.ts';
import { STEPS_PER_UNIT } from '../linear-algebra/grid.ts';
import type { ColumnWriter } from './column-writer.ts';
import { CYCLES } from './cyclical-table.ts';
import type { CyclicalFeature } from './feature-schema.ts';

/** Two columns, `name~sin` and `name~cos`: where the value stands on its circle. */
export function makeCyclicalWriter(feature: CyclicalFeature): ColumnWriter {
  const cycle = CYCLES.get(feature.period);
  return {
    columns: [`${feature.name}~sin`, `${feature.name}~cos`],
    write: (value, [sineAt, cosineAt], out) => {
      const place = typeof value === 'number' ? value : -1;
      const sine = cycle?.sine[place];
      const cosine = cycle?.cosine[place];
      if (sine === undefined || cosine === undefined || sineAt === undefined || cosineAt === undefined) {
        const problem = `is not a whole number from 0 to ${feature.period - 1}`;
        return { problem, fix: `Count from 0: send a whole number from 0 to ${feature.period - 1}.` };
      }
      out[sineAt] = sine / STEPS_PER_UNIT;
      out[cosineAt] = cosine / STEPS_PER_UNIT;
      return undefined;
    },
  };
}

/** What keeps the declaration from being used; none when fine. `pointer` is where it stands. */
export function findCyclicalFaults(feature: CyclicalFeature, pointer: string): readonly FieldProblem[] {
  const cycle = CYCLES.get(feature.period);
  if (cycle === undefined) {
    const problem = `is ${feature.period}, for which there is no table of sines`;
    return [{ pointer: `${pointer}/period`, problem, fix: `Use one of ${[...CYCLES.keys()].join(', ')}.` }];
  }
  if (feature.missing.rule === 'use' && cycle.sine[feature.missing.value] === undefined) {
    const problem = `is not a whole number from 0 to ${feature.period - 1}`;
    return [{ pointer: `${pointer}/missing/value`, problem, fix: 'Count from 0.' }];
  }
  return [];
}
