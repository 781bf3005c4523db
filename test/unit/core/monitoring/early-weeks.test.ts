import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { watchEarlyWeeks } from '../../../../src/core/monitoring/early-weeks.ts';
import { weekStart } from '../../../../src/core/time/decision-week.ts';
import { decisionId, week } from '../../../support/builders/identifiers.ts';

interface Planted {
  readonly week: number;
  readonly number: number;
}

const planted = fc.uniqueArray(
  fc.record({ week: fc.integer({ min: 2900, max: 2906 }), number: fc.nat(1000) }),
  {
    maxLength: 120,
    selector: ({ number }) => number,
  },
);

function recordOf({ week: number, number: id }: Planted) {
  return { decisionId: decisionId(id), decidedAt: weekStart(week(number)), context: { id } };
}

/** Both from the whole history at once. */
function bruteForce(all: readonly Planted[], most: number, perWeek: number) {
  const weeks = [...new Set(all.map((each) => each.week))].sort((a, b) => a - b);
  const early = weeks.slice(0, most);
  const smallest = early.map((number) => {
    const own = all.filter((each) => each.week === number).map(({ number: id }) => decisionId(id));
    return { whole: own.length <= perWeek, ids: own.sort().slice(0, perWeek) };
  });
  const ends = smallest.flatMap(({ whole, ids }) => (whole ? [] : [ids.at(-1) ?? '']));
  return {
    early,
    weeks: weeks.map((number) => ({
      week: number,
      decisions: all.filter((each) => each.week === number).length,
    })),
    ids: smallest.flatMap(({ ids }) => ids).filter((id) => ends.every((end) => id <= end)),
  };
}

describe('the earliest weeks', () => {
  test.prop([planted, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 10 }), fc.gen()])(
    'are counted and sampled whatever the order of their decisions',
    (all, most, perWeek, gen) => {
      const shuffled = gen(fc.shuffledSubarray, all, { minLength: all.length, maxLength: all.length });
      const watch = watchEarlyWeeks(most, perWeek);
      for (const each of shuffled) watch.add(recordOf(each));
      const expected = bruteForce(all, most, perWeek);
      expect(watch.weeks()).toEqual(expected.weeks);
      const sample = watch.sample(expected.early.map(week));
      const ids = sample.map((context) => decisionId(String(context['id'])));
      expect(ids.sort()).toEqual(expected.ids.sort());
    },
  );
});
