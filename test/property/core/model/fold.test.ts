import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { isSortedByCodeUnit } from '../../../../src/core/model/feature-names.ts';
import { EMPTY_STATISTICS, foldCredits, MAX_CREDITS } from '../../../../src/core/model/fold.ts';
import { packStatistics } from '../../../../src/core/model/pack-statistics.ts';
import type { Statistics } from '../../../../src/core/model/statistics.ts';
import { sumStatistics } from '../../../../src/core/model/sum-statistics.ts';
import { namesLeft } from '../../../../src/core/model/sums.ts';
import {
  type Credit,
  changedHistory,
  credit,
  credits,
  gridValue,
  history,
  statistics,
} from '../../../support/arbitraries/statistics.ts';

function retrain(entries: readonly Credit[]): Statistics {
  return foldCredits(EMPTY_STATISTICS, credits(entries));
}

/** Cuts a list in pieces at random places. */
function pieces<T>(items: readonly T[], cuts: readonly number[]): readonly (readonly T[])[] {
  const places = [0, ...cuts.map((cut) => cut % (items.length + 1)).toSorted((a, b) => a - b), items.length];
  return places.slice(1).map((end, index) => items.slice(places[index], end));
}

const cuts = fc.array(fc.nat(), { maxLength: 4 });

describe('the same credits give the same bytes', () => {
  test.prop([history, fc.nat()])('in any order', (entries, turn) => {
    const turned = [
      ...entries.slice(turn % (entries.length + 1)),
      ...entries.slice(0, turn % (entries.length + 1)),
    ];
    expect(packStatistics(retrain(turned.toReversed()))).toEqual(packStatistics(retrain(entries)));
  });

  test.prop([history, cuts])('in any batches', (entries, places) => {
    const batches = pieces(credits(entries), places);
    expect(packStatistics(batches.reduce(foldCredits, EMPTY_STATISTICS))).toEqual(
      packStatistics(retrain(entries)),
    );
  });

  test.prop([history, cuts])('in any shards that are summed when read', (entries, places) => {
    const shards = pieces(entries, places).map(retrain);
    expect(packStatistics(sumStatistics(shards))).toEqual(packStatistics(retrain(entries)));
  });
});

describe('corrections and removals', () => {
  test.prop([changedHistory])(
    'in any order leave what a retraining on what is left gives, byte for byte',
    ({ changes, left }) => {
      expect(packStatistics(foldCredits(EMPTY_STATISTICS, changes))).toEqual(packStatistics(retrain(left)));
    },
  );

  test.prop([changedHistory, cuts])(
    'may go to other siblings than their credits',
    ({ changes, left }, places) => {
      const siblings = pieces(changes, places).map((part) => foldCredits(EMPTY_STATISTICS, part));
      expect(packStatistics(sumStatistics(siblings))).toEqual(packStatistics(retrain(left)));
    },
  );

  test.prop([history, credit, gridValue])(
    'of one decision are the retraining with the new reward',
    (entries, { x, reward }, to) => {
      const before = retrain([...entries, { x, reward }]);
      const corrected = foldCredits(before, [{ kind: 'correction', x, from: reward, to }]);
      expect(packStatistics(corrected)).toEqual(packStatistics(retrain([...entries, { x, reward: to }])));
      expect(packStatistics(foldCredits(corrected, [{ kind: 'removal', x, reward: to }]))).toEqual(
        packStatistics(retrain(entries)),
      );
    },
  );
});

describe('statistics', () => {
  test.prop([statistics])('are canonical: sorted names, each with something left, never -0', (result) => {
    expect(isSortedByCodeUnit(result.names)).toBe(true);
    expect(namesLeft(result)).toEqual(result.names);
    for (const sum of [...result.gram, ...result.vector, result.rewardSum])
      expect(Object.is(sum, -0)).toBe(false);
  });

  test.prop([history, history])('are left as they are by a fold', (first, second) => {
    const start = retrain(first);
    const copy = structuredClone(start);
    foldCredits(start, credits(second));
    expect(start).toEqual(copy);
  });

  test.prop([history])('are what the definition says, in whole numbers', (entries) => {
    const names = [...new Set(entries.flatMap(({ x }) => x.names))].toSorted();
    const rows = entries.map(({ x, reward }) => ({
      x: names.map((name) => BigInt(Math.round((x.values[x.names.indexOf(name)] ?? 0) * 4096))),
      reward: BigInt(reward * 4096),
    }));
    const total = (term: (row: (typeof rows)[number]) => bigint): number =>
      Number(rows.reduce((sum, row) => sum + term(row), 0n)) / 2 ** 24;
    const result = retrain(entries);
    const places = result.names.map((name) => names.indexOf(name));
    expect(result.count).toBe(entries.length);
    expect(result.rewardSum).toBe(total(({ reward }) => reward * 4096n));
    expect(result.rewardSquareSum).toBe(total(({ reward }) => reward * reward));
    expect([...result.vector]).toEqual(places.map((i) => total(({ x, reward }) => (x[i] ?? 0n) * reward)));
    expect([...result.gram]).toEqual(
      places.flatMap((i, row) => places.slice(row).map((j) => total(({ x }) => (x[i] ?? 0n) * (x[j] ?? 0n)))),
    );
  });
});

describe('at the brink of 2^23 credits of the largest summands', () => {
  const brink = 40;
  const full = MAX_CREDITS - brink;
  const start: Statistics = {
    names: ['a', 'b'],
    gram: Float64Array.of(64 * full, -64 * full, 64 * full),
    vector: Float64Array.of(64 * full, -64 * full),
    count: full,
    rewardSum: 8 * full,
    rewardSquareSum: 64 * full,
  };
  const near = fc.oneof(
    fc.constantFrom(8, -8),
    fc.integer({ min: 32700, max: 32768 }).map((steps) => steps / 4096),
  );
  const last = fc.array(fc.tuple(near, near, near), { maxLength: brink });

  test.prop([last])('the sums are those of whole numbers of any size', (rows) => {
    const names = ['a', 'b'];
    const changes = credits(
      rows.map(([a, b, reward]) => ({ x: { names, values: Float64Array.of(a, b) }, reward })),
    );
    const result = foldCredits(start, changes);
    const exact = (before: number, term: (a: bigint, b: bigint, reward: bigint) => bigint): bigint =>
      rows.reduce(
        (sum, [a, b, r]) => sum + term(BigInt(a * 4096), BigInt(b * 4096), BigInt(r * 4096)),
        BigInt(before * 2 ** 24),
      );
    expect(
      [...result.gram, ...result.vector, result.rewardSum, result.rewardSquareSum].map((sum) =>
        BigInt(sum * 2 ** 24),
      ),
    ).toEqual([
      exact(64 * full, (a) => a * a),
      exact(-64 * full, (a, b) => a * b),
      exact(64 * full, (_, b) => b * b),
      exact(64 * full, (a, _, r) => a * r),
      exact(-64 * full, (_, b, r) => b * r),
      exact(8 * full, (_, __, r) => r * 4096n),
      exact(64 * full, (_, __, r) => r * r),
    ]);
    expect(result.count).toBe(full + rows.length);
  });
});
