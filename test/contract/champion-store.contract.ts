import { describe, expect, test } from 'vitest';
import type { Champion, ChampionStore } from '../../src/app/ports/model-store.ts';
import { at, model, snapshotIdOf } from '../support/builders/identifiers.ts';
import { race, tally } from '../support/race.ts';

/** What every champion store does; `fresh` gives an empty one. */
export function championStoreContract(fresh: () => Promise<ChampionStore>): void {
  describe('champion store', () => {
    test('the pointer is read back as it was stored, at once, each model its own', async () => {
      const champions = await fresh();
      expect(await champions.get(model('contact'))).toBeUndefined();
      expect(await champions.put(champion())).toBe('stored');
      expect(await champions.get(model('contact'))).toStrictEqual(champion());
      expect(await champions.get(model('other'))).toBeUndefined();
      const next = champion({
        version: 2,
        previous: champion().snapshot,
        credits: 2 ** 31,
        by: { author: 'a', reason: 'b' },
      });
      expect(await champions.put(next)).toBe('stored');
      expect(await champions.get(model('contact'))).toStrictEqual(next);
    });

    test('a pointer out of step is not stored', async () => {
      const champions = await fresh();
      expect(await champions.put(champion({ version: 2 }))).toBe('moved');
      expect(await champions.get(model('contact'))).toBeUndefined();
      await champions.put(champion());
      for (const version of [1, 3]) {
        expect(await champions.put(champion({ version, credits: 9 }))).toBe('moved');
      }
      expect(await champions.get(model('contact'))).toStrictEqual(champion());
    });

    test('each version, the first included, is won by exactly one of 50 publishers', async () => {
      const champions = await fresh();
      for (let version = 1; version <= 3; version += 1) {
        const outcomes = await race(50, (n) => champions.put(champion({ version, credits: n })));
        expect(tally(outcomes, 'stored')).toBe(1);
        expect(tally(outcomes, 'moved')).toBe(49);
        const stored = await champions.get(model('contact'));
        expect(stored).toMatchObject({ version, credits: outcomes.indexOf('stored') });
      }
    });
  });
}

function champion(overrides: Partial<Champion> = {}): Champion {
  return {
    model: model('contact'),
    snapshot: snapshotIdOf(Uint8Array.of(1)),
    publishedAt: at('2026-11-24T00:00:00Z'),
    credits: 41_188,
    version: 1,
    ...overrides,
  };
}
