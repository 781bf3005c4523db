import { upperRow } from '../../../src/core/linear-algebra/packed-triangle.ts';
import { gramStart, sumsLength } from '../../../src/core/model/sums.ts';
import type { ArmGroups } from '../../../src/core/pooling/arm-groups.ts';
import type { PooledArm } from '../../../src/core/pooling/pooled-arm.ts';
import type { PoolingScales } from '../../../src/core/pooling/pooling-scales.ts';
import type { RandomSource } from '../../../src/core/simulation/random-source.ts';

/** One credit as it was seen, before it is summed. */
export interface Row {
  readonly x: readonly number[];
  readonly reward: number;
}

/** An arm with the rows behind its sums. */
export interface RowArm {
  readonly groups: ArmGroups;
  readonly rows: readonly Row[];
}

/** [n, Σr, Σr², Σxr, Σxxᵀ packed], summed row by row. */
export function sumRows(rows: readonly Row[], dimension: number): Float64Array {
  const sums = new Float64Array(sumsLength(dimension));
  const add = (place: number, value: number): void => {
    sums[place] = (sums[place] ?? 0) + value;
  };
  for (const { x, reward } of rows) {
    add(0, 1);
    add(1, reward);
    add(2, reward * reward);
    x.forEach((value, i) => {
      add(3 + i, value * reward);
      for (let j = i; j < dimension; j++) {
        add(gramStart(dimension) + upperRow(i, dimension) + j, value * (x[j] ?? 0));
      }
    });
  }
  return sums;
}

export function pooledArms(arms: readonly RowArm[], dimension: number): readonly PooledArm[] {
  return arms.map(({ groups, rows }) => ({ groups, sums: sumRows(rows, dimension) }));
}

/** Every combination of these channels, days and slots. */
export function groupGrid(channels: number, days: number, slots: number): readonly ArmGroups[] {
  const names = (prefix: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  return names('channel', channels).flatMap((channel) =>
    names('day', days).flatMap((day) => names('slot', slots).map((slot) => ({ channel, day, slot }))),
  );
}

/**
 * Arms whose weights and rewards are drawn from the very model that pooling assumes.
 * @param rowsOf how many rows the arm at a place gets.
 */
export function plantArms(
  random: RandomSource,
  groups: readonly ArmGroups[],
  dimension: number,
  scales: PoolingScales,
  rowsOf: (place: number) => number,
): readonly RowArm[] {
  const drawn = new Map<string, readonly number[]>();
  const draw = (label: string, scale: number): readonly number[] => {
    const known = drawn.get(label);
    if (known !== undefined) return known;
    const values = Array.from({ length: dimension }, () => scale * random.normal());
    drawn.set(label, values);
    return values;
  };
  return groups.map((group, place) => {
    const parts = [
      draw('base', scales.base),
      ...(['channel', 'day', 'slot'] as const).flatMap((kind) => {
        const name = group[kind];
        return name === undefined ? [] : [draw(`${kind} ${name}`, scales[kind])];
      }),
      draw(`arm ${place}`, scales.arm),
    ];
    const theta = Array.from({ length: dimension }, (_, i) =>
      parts.reduce((sum, part) => sum + (part[i] ?? 0), 0),
    );
    const rows = Array.from({ length: rowsOf(place) }, (): Row => {
      const x = Array.from({ length: dimension }, (_, i) => (i === 0 ? 1 : random.normal()));
      const mean = x.reduce((sum, value, i) => sum + value * (theta[i] ?? 0), 0);
      return { x, reward: mean + scales.noise * random.normal() };
    });
    return { groups: group, rows };
  });
}
