import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dataFolder, locateData } from '../../../../cli/replay/locate-data.ts';

describe('locateData', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('looks in RAPPORT_DATA_DIR first', () => {
    expect(dataFolder({ RAPPORT_DATA_DIR: '/some/where' })).toBe('/some/where');
  });

  it('gives the path of a file that is there and explains one that is not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-data-'));
    try {
      mkdirSync(join(folder, 'set'));
      writeFileSync(join(folder, 'set', 'a.csv'), '');
      vi.stubEnv('RAPPORT_DATA_DIR', folder);
      expect(locateData('set/a.csv', 'Some Archive')).toBe(join(folder, 'set', 'a.csv'));
      expect(() => locateData('set/b.csv', 'Some Archive')).toThrow(/b\.csv.*Some Archive.*RAPPORT_DATA_DIR/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
