import { describe, expect, it } from 'vitest';
import { createMemoryPorts } from '../../../src/adapters/memory/memory-ports.ts';
import { makeFeatureDrift } from '../../../src/app/feature-drift.ts';
import type { DecisionRecord } from '../../../src/core/decision/decision-record.ts';
import { weekStart } from '../../../src/core/time/decision-week.ts';
import { plusMs } from '../../../src/core/time/instant.ts';
import { decisionId, model, week } from '../../support/builders/identifiers.ts';
import { aWithheldRecord } from '../../support/builders/record-builder.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const FIRST = 2900;

/** A ledger with so many decisions in each week, each made by the given function of its place. */
async function ledgerOf(
  weeks: number,
  perWeek: number,
  make: (week: number, place: number) => Partial<DecisionRecord>,
) {
  const { ledger } = createMemoryPorts();
  for (let number = 0; number < weeks; number += 1) {
    for (let place = 0; place < perWeek; place += 1) {
      await ledger.createRecord(
        aWithheldRecord({
          decisionId: decisionId(`${number} ${place}`),
          model: SMALL_CONFIGURATION.model,
          decidedAt: plusMs(weekStart(week(FIRST + number)), place),
          ...make(number, place),
        }),
      );
    }
  }
  return makeFeatureDrift({ configuration: SMALL_CONFIGURATION, ledger });
}

const steady = (_: number, place: number) => ({
  context: { daysPastDue: place % 100, lastOpenedChannel: ['none', 'email', 'call'][place % 3] ?? 'none' },
});

describe('feature drift', () => {
  it('compares the last weeks with the first four', async () => {
    const drift = await ledgerOf(8, 10, steady);
    const { reference, weeks } = await drift(3);
    expect(reference.map((each) => each.week)).toEqual([0, 1, 2, 3].map((n) => FIRST + n));
    expect(weeks.map((each) => each.week)).toEqual([5, 6, 7].map((n) => FIRST + n));
    expect(weeks.every(({ decisions }) => decisions === 10)).toBe(true);
  });

  it.each([
    [8, 6, [0, 1]],
    [3, 8, [0]],
    [5, 1, [0, 1, 2, 3]],
  ])('of %i weeks, %i of them to show, takes what there is before them', async (total, shown, expected) => {
    const drift = await ledgerOf(total, 2, steady);
    const { reference, weeks } = await drift(shown);
    expect(reference.map((each) => each.week - FIRST)).toEqual(expected);
    expect(weeks).toHaveLength(Math.min(shown, total - 1));
  });

  it.each([0, 1])('has nothing to compare in %i weeks', async (total) => {
    const drift = await ledgerOf(total, 2, steady);
    expect(await drift(8)).toEqual({ reference: [], weeks: [], features: [] });
  });

  it('finds the week in which a feature has shifted, and leaves the other feature alone', async () => {
    const drift = await ledgerOf(6, 600, (number, place) => {
      const { context } = steady(number, place);
      return { context: number === 5 ? { ...context, daysPastDue: 100 + (place % 100) } : context };
    });
    const { features } = await drift(2);
    const [days, channel] = features;
    expect(days?.weeks.map(({ stability }) => stability)).toEqual(['stable', 'shifted']);
    expect(days?.weeks[0]?.psi).toBeLessThan(1e-6);
    expect(channel?.weeks.map(({ stability }) => stability)).toEqual(['stable', 'stable']);
    // Ten deciles, all in the last: of each of nine a tenth is gone, and nine tenths came to the last.
    const gone = 9 * 0.1 * Math.log(0.1 / 0.0001);
    expect(days?.weeks[1]?.psi).toBeCloseTo(gone + 0.9 * Math.log(1 / 0.1), 1);
  });

  it('does not judge what follows the calendar', async () => {
    const { ledger } = createMemoryPorts();
    const configuration = {
      features: {
        features: [
          { kind: 'cyclical', name: 'hour', period: 24, missing: { rule: 'refuse' } },
          { kind: 'cyclical', name: 'dayOfMonth', period: 31, missing: { rule: 'refuse' } },
        ],
        crosses: [],
      },
    } as const;
    for (let place = 0; place < 1200; place += 1) {
      const number = place % 2;
      await ledger.createRecord(
        aWithheldRecord({
          decisionId: decisionId(place),
          model: SMALL_CONFIGURATION.model,
          decidedAt: weekStart(week(FIRST + number)),
          context: { hour: number * 12 + (place % 12), dayOfMonth: number * 7 + (place % 7) },
        }),
      );
    }
    const drift = makeFeatureDrift({ configuration: { ...SMALL_CONFIGURATION, ...configuration }, ledger });
    const [hour, dayOfMonth] = (await drift(1)).features;
    expect(hour).toMatchObject({ calendar: false, weeks: [{ stability: 'shifted' }] });
    expect(dayOfMonth?.calendar).toBe(true);
    expect(dayOfMonth?.weeks[0]).not.toHaveProperty('stability');
  });

  it('counts what is missing, what was stale and what came from the record', async () => {
    const drift = await ledgerOf(2, 10, (number, place) => {
      const at = weekStart(week(FIRST));
      if (number === 0) return steady(number, place);
      if (place < 5) {
        const sources = { fromRecord: { lastOpenedChannel: at }, unused: {} };
        return { ...steady(number, place), sources };
      }
      if (place < 8) {
        const unused = { lastOpenedChannel: { observedAt: at, why: 'stale' as const } };
        return { context: { daysPastDue: 1 }, sources: { fromRecord: {}, unused } };
      }
      return { context: { daysPastDue: 1 } };
    });
    const { features } = await drift(1);
    expect(features[1]?.reference).toMatchObject({ missing: 0, stale: 0, fromRecord: 0 });
    expect(features[1]?.weeks[0]).toMatchObject({ missing: 0.5, stale: 0.3, fromRecord: 0.5 });
  });

  it('shows weeks of few decisions without judging them', async () => {
    const drift = await ledgerOf(2, 20, (number, place) =>
      number === 0 ? steady(number, place) : { context: { daysPastDue: 365 } },
    );
    const { features } = await drift(1);
    expect(features[0]?.weeks[0]?.psi).toBeGreaterThan(1);
    expect(features[0]?.weeks[0]?.stability).toBeUndefined();
  });

  it('looks at decisions of the configured model only', async () => {
    const drift = await ledgerOf(2, 4, (number, place) => ({
      ...steady(number, place),
      ...(place === 0 ? { model: model('another') } : {}),
    }));
    expect((await drift(1)).weeks).toEqual([{ week: FIRST + 1, decisions: 3 }]);
  });
});
