import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClassificationSet } from '../../../../bench/bakeoff/data/classification-set.ts';
import { readClassificationSet } from '../../../../bench/bakeoff/data/read-classification-set.ts';
import { schemaOf } from '../../../../bench/bakeoff/data/schema-of.ts';
import { dataFolder } from '../../../../cli/replay/locate-data.ts';
import { validateFeatureSchema } from '../../../../src/core/features/validate-feature-schema.ts';

const folder = dataFolder();

/** Share of rows that the best constant arm gets wrong. */
function constantLoss({ labels, classes, rowCount }: ClassificationSet): number {
  const counts = classes.map((_, place) => labels.filter((label) => label === place).length);
  return 1 - Math.max(...counts) / rowCount;
}

function rowsWithMissing({ columns, rowCount }: ClassificationSet): number {
  const missing = new Set<number>();
  for (const column of columns) {
    const lacks = (row: number): boolean =>
      column.kind === 'numeric' ? Number.isNaN(column.values[row]) : column.codes[row] === -1;
    for (let row = 0; row < rowCount; row += 1) if (lacks(row)) missing.add(row);
  }
  return missing.size;
}

// Rows, columns, classes: as the UCI repository describes the sets; best constant arm: Bietti et al. 2018's figures.
describe.runIf(folder !== undefined)('public sets', () => {
  it.each([
    ['letter.arff.gz', 'class', 20_000, 16, 26, 0.959, 0],
    ['pendigits.arff.gz', 'class', 10_992, 16, 10, 0.896, 0],
    ['satimage.csv.gz', 'last', 6_435, 36, 6, 0.762, 0],
    ['shuttle.csv.gz', 'Class', 58_000, 9, 7, 0.214, 0],
    ['mushroom.arff.gz', '23', 8_124, 22, 2, 0.482, 2_480],
  ])('%s is read whole', (file, label, rows, columns, classes, constant, missing) => {
    const set = readClassificationSet(join(folder ?? '', 'classification', file), label);
    expect([set.rowCount, set.columns.length, set.classes.length]).toEqual([rows, columns, classes]);
    expect(set.withoutLabel).toBe(0);
    expect(Math.abs(constantLoss(set) - constant)).toBeLessThan(0.001);
    expect(rowsWithMissing(set)).toBe(missing);
    expect(validateFeatureSchema(schemaOf(set))).toEqual([]);
  });
});

describe.runIf(folder === undefined)('public sets', () => {
  it('are not here: set RAPPORT_DATA_DIR to their folder to run these tests', () => {
    expect(dataFolder({})).toBeUndefined();
  });
});
