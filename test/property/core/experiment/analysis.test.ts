import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ExperimentRow } from '../../../../src/core/experiment/analysis/experiment-row.ts';
import { experimentTally } from '../../../../src/core/experiment/analysis/experiment-tally.ts';
import {
  changeSums,
  emptyMomentSums,
  momentsOfSums,
  sumsWithout,
  totalOf,
} from '../../../../src/core/experiment/analysis/moment-sums.ts';
import { vectorMoments } from '../../../../src/core/inference/vector-moments.ts';
import { randomSource } from '../../../../src/core/simulation/random-source.ts';
import { trialDay, trialRow, trialSettings } from '../../../support/experiments/trial-rows.ts';

const number = fc.double({ min: -5, max: 5, noNaN: true });
const vector = fc.tuple(number, number, number).map((values) => Float64Array.from(values));

function fromScratch(vectors: readonly Float64Array[]): readonly number[] {
  const { add, empty, value } = vectorMoments(3);
  const moments = value(vectors.reduce<typeof empty>((state, each) => add(state, each), empty));
  return moments === undefined ? [] : [...moments.mean, ...moments.covariance];
}

function expectAlike(a: readonly number[], b: readonly number[]): void {
  expect(a.length).toBe(b.length);
  for (const [index, each] of a.entries()) expect(each).toBeCloseTo(b[index] ?? Number.NaN, 8);
}

describe('moments of vectors that change', () => {
  const changed = fc.array(fc.tuple(vector, fc.option(vector)), { minLength: 2, maxLength: 30 });
  test.prop([changed])('are those of the vectors as they stand', (pairs) => {
    let sums = emptyMomentSums(3);
    for (const [first] of pairs) sums = changeSums(sums, first, 1);
    for (const [first, later] of pairs) {
      if (later === null) continue;
      sums = changeSums(changeSums(sums, first, -1), later, 1);
    }
    const moments = momentsOfSums(sums);
    const standing = pairs.map(([first, later]) => later ?? first);
    expectAlike([...(moments?.mean ?? []), ...(moments?.covariance ?? [])], fromScratch(standing));
  });

  const parts = fc.tuple(
    fc.array(vector, { minLength: 2, maxLength: 15 }),
    fc.array(vector, { minLength: 2, maxLength: 15 }),
  );
  test.prop([parts])('without a part are those of the rest', ([some, others]) => {
    const sumsOf = (vectors: readonly Float64Array[]) =>
      vectors.reduce((sums, each) => changeSums(sums, each, 1), emptyMomentSums(3));
    const whole = totalOf([sumsOf(some), sumsOf(others)]);
    const rest = whole && momentsOfSums(sumsWithout(whole, sumsOf(some)));
    expectAlike([...(rest?.mean ?? []), ...(rest?.covariance ?? [])], fromScratch(others));
  });
});

const DAYS = 4;
const SETTINGS = trialSettings({ segments: [{ feature: 'autopay' }] }, ['payment']);

/** A hundred borrowers with a few decisions each; the two sides are called `as-now` and `rules`, or the other way round. */
function makeRows(seed: number, { swapped = false, times = 1 } = {}): ExperimentRow[] {
  const random = randomSource(seed, 'laws');
  return Array.from({ length: 400 }, (_, index) => {
    const borrower = random.index(100);
    const isTreated = (borrower % 2 === 0) !== swapped;
    // Never far from its propensity, so that no run is refused by chance.
    const contacted = index % 2 === 0;
    return trialRow({
      id: `d-${index}`,
      borrower: `b-${borrower}`,
      variant: isTreated ? 'rules' : 'as-now',
      day: random.index(DAYS),
      reward: times * Math.round(4 * random.normal()),
      contacted,
      cost: contacted ? times * 0.25 : 0,
      predicted: random.chance(0.8) ? random.index(8) / 8 : null,
      context: { autopay: borrower % 3 === 0 ? 'yes' : 'no' },
      events: random.chance(0.1) ? ['payment'] : [],
    });
  });
}

function analyse(rows: readonly ExperimentRow[]) {
  const tally = experimentTally(SETTINGS);
  for (let day = 0; day < DAYS; day++) {
    tally.look(
      trialDay(day),
      rows.filter(({ decidedAt }) => decidedAt.startsWith(trialDay(day))),
    );
  }
  return tally.findings();
}

const seed = fc.integer({ min: 0, max: 10_000 });
const RUNS = { numRuns: 25 };

describe('what an experiment shows', () => {
  test.prop([seed, fc.integer()], RUNS)(
    'does not depend on the order of rows within a day',
    (each, shuffle) => {
      const rows = makeRows(each);
      const random = randomSource(shuffle, 'shuffle');
      const shuffled = rows
        .map((row) => ({ row, place: random.unit() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ row }) => row);
      expect(analyse(shuffled)).toEqual(analyse(rows));
    },
  );

  test.prop([seed], RUNS)(
    'does not depend on rows of others, and not on decisions that do not count',
    (each) => {
      const rows = makeRows(each);
      const others = makeRows(each + 1).map((row) => ({
        ...row,
        decisionId: `other ${row.decisionId}`,
        assignments: row.assignments.map((assignment) => ({ ...assignment, experiment: 'another' })),
      }));
      // Of units that are there already.
      const uncounted = rows.map((row) => ({
        ...row,
        decisionId: `z ${row.decisionId}`,
        reward: 100,
        assignments: row.assignments.map((assignment) => ({ ...assignment, counts: false })),
      }));
      expect(analyse([...others, ...rows, ...uncounted])).toEqual(analyse(rows));
    },
  );

  test.prop([seed], RUNS)('is turned round when the sides are', (each) => {
    const [one, other] = [makeRows(each), makeRows(each, { swapped: true })].map(
      (rows) => analyse(rows).reading?.metrics ?? [],
    );
    expect(one?.length).toBe(4);
    for (const [index, { differences }] of (one ?? []).entries()) {
      const [there, back] = [differences[0], other?.[index]?.differences[0]];
      expect(there === undefined).toBe(back === undefined);
      if (there === undefined || back === undefined) continue;
      for (const method of ['plain', 'pooled', 'adjusted'] as const) {
        expectAlike([there[method].estimate], [-back[method].estimate]);
        expectAlike([there[method].lower], [-back[method].upper]);
        expectAlike([there[method].pValue], [back[method].pValue]);
      }
    }
  });

  test.prop([seed], RUNS)('is in the unit that rewards are in', (each) => {
    const [small, large] = [makeRows(each), makeRows(each, { times: 8 })].map(
      (rows) => analyse(rows).reading,
    );
    const [one, eight] = [small, large].map((reading) => reading?.metrics[0]?.differences[0]?.adjusted);
    expect(one).toBeDefined();
    expectAlike([8 * (one?.lower ?? 0), 8 * (one?.upper ?? 0)], [eight?.lower ?? 0, eight?.upper ?? 0]);
    expectAlike([one?.pValue ?? 0], [eight?.pValue ?? 0]);
    const values = (reading: typeof small, times: number) =>
      (reading?.channels ?? []).flatMap((channel) => channel.values.map(({ estimate }) => times * estimate));
    expectAlike(values(small, 8), values(large, 1));
  });
});
