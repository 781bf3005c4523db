import { describe, expect, test } from 'vitest';
import type { Import, ImportRegistry } from '../../src/app/ports/import-registry.ts';
import { at, model } from '../support/builders/identifiers.ts';
import { race, tally } from '../support/race.ts';
import { SMALL_CONFIGURATION } from '../support/small-configuration.ts';

/** What every registry of imports does; `fresh` gives an empty one. */
export function importRegistryContract(fresh: () => Promise<ImportRegistry>): void {
  describe('import registry', () => {
    test('an entry is read back as it was stored, at once', async () => {
      const imports = await fresh();
      expect(await imports.get(model('contact'), 'letters-2025')).toBeUndefined();
      expect(await imports.put(anImport())).toBe('stored');
      expect(await imports.get(model('contact'), 'letters-2025')).toStrictEqual(anImport());
      expect(await imports.get(model('contact'), 'letters')).toBeUndefined();
      expect(await imports.get(model('other'), 'letters-2025')).toBeUndefined();
    });

    test('each version is won by exactly one of 50 writers, and one out of step writes nothing', async () => {
      const imports = await fresh();
      expect(await imports.put(anImport({ version: 2 }))).toBe('moved');
      for (let version = 1; version <= 3; version += 1) {
        const outcomes = await race(50, (n) => imports.put(anImport({ version, rows: n })));
        expect(tally(outcomes, 'stored')).toBe(1);
        expect(await imports.get(model('contact'), 'letters-2025')).toMatchObject({
          version,
          rows: outcomes.indexOf('stored'),
        });
      }
    });

    test("a model's entries are listed by name, and no other's", async () => {
      const imports = await fresh();
      for (const name of ['z', 'a-2', 'a']) await imports.put(anImport({ name }));
      await imports.put(anImport({ model: model('contact-2') }));
      const names = (await imports.list(model('contact'))).map(({ name }) => name);
      expect(names).toEqual(['a', 'a-2', 'z']);
      expect(await imports.list(model('con'))).toEqual([]);
    });

    test('what is removed is gone, however often; it may come again', async () => {
      const imports = await fresh();
      await imports.put(anImport());
      await imports.remove(model('contact'), 'letters-2025');
      await imports.remove(model('contact'), 'letters-2025');
      expect(await imports.list(model('contact'))).toEqual([]);
      expect(await imports.put(anImport())).toBe('stored');
    });
  });
}

function anImport(overrides: Partial<Import> = {}): Import {
  return {
    model: model('contact'),
    name: 'letters-2025',
    label: 'estimated',
    weight: 0.5,
    rows: 41_188,
    digest: 'c0ffee'.repeat(10),
    schema: SMALL_CONFIGURATION.features,
    by: { author: 'data science', reason: 'a year of letters' },
    at: at('2026-11-24T00:00:00Z'),
    version: 1,
    ...overrides,
  };
}
