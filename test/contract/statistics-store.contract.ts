import { describe, expect, test } from 'vitest';
import type { StatisticsItem, StatisticsKey, StatisticsStore } from '../../src/app/ports/statistics-store.ts';
import { arm, decisionId, model, week } from '../support/builders/identifiers.ts';
import { aStatisticsItem, someStatistics, statisticsKey } from '../support/builders/statistics-builder.ts';
import { collect } from '../support/collect.ts';
import { race, tally } from '../support/race.ts';
import { tamper } from '../support/tamper.ts';

/** What every statistics store does; `fresh` gives an empty one. */
export function statisticsStoreContract(fresh: () => Promise<StatisticsStore>): void {
  describe('statistics store', () => {
    test('an item is read back as it was stored, at once', async () => {
      const store = await fresh();
      const item = aStatisticsItem();
      expect(await store.get(item.key)).toBeUndefined();
      expect(await store.put(item)).toBe('stored');
      expect(await store.get(item.key)).toStrictEqual(item);
      expect(await store.get(statisticsKey({ sibling: 1 }))).toBeUndefined();
      expect(await store.get(statisticsKey({ week: week(2969) }))).toBeUndefined();
      expect(await store.get(statisticsKey({ model: model('other') }))).toBeUndefined();
    });

    test('sums keep every bit', async () => {
      const store = await fresh();
      const largest = 2 ** 29 - 2 ** -24;
      const sums = [largest, -largest, 2 ** -24, 0, 2 ** 29, -(2 ** -24), 1 / 4096, -3.5, 0, 1 + 2 ** -24];
      const statistics = {
        names: ['(intercept)', 'a', 'ä', '日付'],
        gram: Float64Array.from(sums),
        vector: Float64Array.of(-(2 ** -24), 0, 2 ** 28 + 2 ** -24, -largest),
        count: 2 ** 23,
        rewardSum: -(2 ** 26) + 2 ** -24,
        rewardSquareSum: largest,
      };
      await store.put(aStatisticsItem({ statistics }));
      const stored = await store.get(statisticsKey());
      expect(stored?.statistics).toStrictEqual(statistics);
      expect([...(stored?.statistics.gram ?? [])].every((sum, i) => Object.is(sum, sums[i]))).toBe(true);
    });

    test('each version, the first included, is won by exactly one of 50 writers', async () => {
      const store = await fresh();
      for (let version = 1; version <= 4; version += 1) {
        const outcomes = await race(50, (n) =>
          store.put(aStatisticsItem({ version, statistics: someStatistics(2, n) })),
        );
        expect(tally(outcomes, 'stored')).toBe(1);
        expect(tally(outcomes, 'moved')).toBe(49);
        const stored = await store.get(statisticsKey());
        expect(stored?.version).toBe(version);
        expect(stored?.statistics.count).toBe(outcomes.indexOf('stored'));
      }
    });

    test('a write out of step writes nothing', async () => {
      const store = await fresh();
      expect(await store.put(aStatisticsItem({ version: 2 }))).toBe('moved');
      expect(await store.get(statisticsKey())).toBeUndefined();
      await store.put(aStatisticsItem());
      for (const version of [1, 3]) {
        expect(await store.put(aStatisticsItem({ version, receipts: [] }))).toBe('moved');
      }
      expect(await store.get(statisticsKey())).toStrictEqual(aStatisticsItem());
    });

    test('the receipts of a large batch survive', async () => {
      const store = await fresh();
      const receipts = Array.from({ length: 1_000 }, (_, n) => ({
        decisionId: decisionId(n),
        seq: n % 3,
        reward: n / 4096 - 2,
      }));
      await store.put(aStatisticsItem({ receipts }));
      expect((await store.get(statisticsKey()))?.receipts).toStrictEqual(receipts);
      await store.put(aStatisticsItem({ receipts: [], version: 2 }));
      expect((await store.get(statisticsKey()))?.receipts).toStrictEqual([]);
    });

    test("a model's items are listed in the order of arm, week and sibling, however many bytes they are", async () => {
      const store = await fresh();
      const keys = [
        ...keysOf('call@weekend', [[999, 0]]),
        ...keysOf('no-contact', [[2967, 0]]),
        ...keysOf('sms@weekday', [
          [998, 0],
          [2968, 0],
          [2968, 2],
          [2968, 10],
          [10_000, 0],
        ]),
        ...keysOf('sms@weekday-evening', [[2968, 1]]),
      ];
      const statistics = someStatistics(250);
      for (const key of [...keys].reverse()) await store.put(aStatisticsItem({ key, statistics }));
      await store.put(aStatisticsItem({ key: statisticsKey({ model: model('other') }) }));
      const listed = await collect(store.list(model('contact')));
      expect(listed.map(({ key }) => key)).toStrictEqual(keys);
      expect(listed.every((item) => item.statistics.gram.length === statistics.gram.length)).toBe(true);
      expect(await collect(store.list(model('nobody')))).toStrictEqual([]);
    });

    test('what is removed is gone, however often, and nothing else is', async () => {
      const store = await fresh();
      await store.put(aStatisticsItem());
      await store.put(aStatisticsItem({ key: statisticsKey({ sibling: 1 }) }));
      await store.remove(statisticsKey());
      await store.remove(statisticsKey());
      const left = await collect(store.list(model('contact')));
      expect(left.map(({ key }) => key)).toStrictEqual([statisticsKey({ sibling: 1 })]);
      expect(await store.put(aStatisticsItem())).toBe('stored');
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const store = await fresh();
      const given = aStatisticsItem();
      await store.put(given);
      given.statistics.gram.fill(99);
      tamper(() => Object.assign(given.receipts, { length: 0 }));
      const taken = await store.get(given.key);
      taken?.statistics.vector.fill(99);
      tamper(() => Object.assign(taken?.statistics.names ?? [], { length: 0 }));
      for await (const listed of store.list(model('contact'))) spoil(listed);
      expect(await store.get(statisticsKey())).toStrictEqual(aStatisticsItem());
    });
  });
}

function keysOf(armId: string, places: readonly [number, number][]): StatisticsKey[] {
  return places.map(([number, sibling]) => statisticsKey({ arm: arm(armId), week: week(number), sibling }));
}

function spoil(item: StatisticsItem): void {
  item.statistics.gram.fill(-1);
  tamper(() => Object.assign(item.key, { sibling: 99 }));
}
