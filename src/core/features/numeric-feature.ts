import type { FieldProblem } from '../errors.ts';
import { clipToGrid } from '../linear-algebra/grid.ts';
import type { ColumnWriter, ValueFault } from './column-writer.ts';
import type { NumericFeature } from './feature-schema.ts';

/**
 * The feature's name: (value − center) ÷ spread; and `name>knot` for each knot: max(0, value − knot) ÷ spread. All are
 * clipped to ±8 and rounded to the grid.
 * @remarks The columns of the knots are the truncated lines of a linear spline: the weight of one is by how much the
 * slope changes there, so that knots can be added and taken out like features.
 * @see Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 5.2.
 */
export function makeNumericWriter(feature: NumericFeature): ColumnWriter {
  const { name, min, max, center, spread, knots = [] } = feature;
  return {
    columns: [name, ...knots.map((knot) => `${name}>${knot}`)],
    write: (value, positions, out) => {
      if (typeof value !== 'number' || !(value >= min && value <= max)) return faultOf(value, feature);
      positions.forEach((position, column) => {
        const knot = column === 0 ? undefined : knots[column - 1];
        const distance = knot === undefined ? value - center : Math.max(0, value - knot);
        out[position] = clipToGrid(distance / spread);
      });
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
  return [...faults, ...findKnotFaults(feature, pointer)];
}

function findKnotFaults({ min, max, knots = [] }: NumericFeature, pointer: string): readonly FieldProblem[] {
  return knots.flatMap((knot, place) => {
    const where = `${pointer}/knots/${place}`;
    if (!(knot > min && knot < max)) {
      const fix = 'Give a value within the range, where the effect changes its slope.';
      return [{ pointer: where, problem: `${knot} is not between min ${min} and max ${max}`, fix }];
    }
    if (!(place === 0 || knot > (knots[place - 1] ?? knot))) {
      return [
        { pointer: where, problem: `${knot} is not above the one before`, fix: 'Sort the knots, each once.' },
      ];
    }
    return [];
  });
}
