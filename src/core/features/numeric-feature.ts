import type { FieldProblem } from '../errors.ts';
import { clipToGrid } from '../linear-algebra/grid.ts';
import type { ColumnWriter, ValueFault } from './column-writer.ts';
import type { NumericFeature } from './feature-schema.ts';

/** One column, the feature's name: (value − center) ÷ spread, clipped to ±8 and rounded to the grid. */
export function makeNumericWriter(feature: NumericFeature): ColumnWriter {
  return {
    columns: [feature.name],
    write: (value, positions, out) => {
      if (typeof value !== 'number' || !(value >= feature.min && value <= feature.max)) {
        return faultOf(value, feature);
      }
      for (const position of positions) out[position] = clipToGrid((value - feature.center) / feature.spread);
      return undefined;
    },
  };
}

function faultOf(value: unknown, { min, max }: NumericFeature): ValueFault {
  const fix = `Send a number from ${min} to ${max}.`;
  if (typeof value !== 'number') return { problem: 'is not a number', fix };
  if (!Number.isFinite(value)) return { problem: 'is not a finite number', fix };
  return { problem: `is outside the range ${min} to ${max}`, fix };
}

/** What keeps the declaration from being used; none when fine. `pointer` is where it stands. */
export function findNumericFaults(feature: NumericFeature, pointer: string): readonly FieldProblem[] {
  const faults: FieldProblem[] = [];
  for (const field of ['min', 'max', 'center', 'spread'] as const) {
    if (!Number.isFinite(feature[field])) {
      const fix = `Give ${field} as an ordinary number in the feature's own unit.`;
      faults.push({ pointer: `${pointer}/${field}`, problem: 'is not a finite number', fix });
    }
  }
  if (feature.min >= feature.max) {
    const problem = `max ${feature.max} is not above min ${feature.min}`;
    faults.push({ pointer: `${pointer}/max`, problem, fix: 'Give a max above min.' });
  }
  if (feature.spread <= 0) {
    const fix =
      'Give the distance from the center that counts as one step, above 0, e.g. the standard deviation.';
    faults.push({ pointer: `${pointer}/spread`, problem: `is ${feature.spread}, not above 0`, fix });
  }
  if (
    feature.missing.rule === 'use' &&
    !(feature.missing.value >= feature.min && feature.missing.value <= feature.max)
  ) {
    const problem = `is outside the range ${feature.min} to ${feature.max}`;
    faults.push({ pointer: `${pointer}/missing/value`, problem, fix: 'Give a value within the range.' });
  }
  return faults;
}
