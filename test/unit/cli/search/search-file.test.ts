import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyOption } from '../../../../cli/promotion/policy-option.ts';
import { findSearch, keepSearch, readSearch } from '../../../../cli/search/search-file.ts';
import { searchPage } from '../../../../cli/search/search-page.ts';
import { findingOf } from '../../../../cli/search/search-words.ts';
import { nodeSha256 } from '../../../../src/adapters/node-sha256.ts';
import type { SearchLog } from '../../../../src/app/search/search-log.ts';
import { searchPolicies } from '../../../../src/app/search/search-policies.ts';
import { PAST_CONFIGURATION, simulatedPast } from '../../../support/promotion/simulated-past.ts';

describe('a search that is kept', () => {
  let folder: string;
  let search: SearchLog;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'search-'));
    search = await searchPolicies({
      log: simulatedPast({ rows: 3000, seed: 1, past: 'better' }),
      configuration: PAST_CONFIGURATION,
      settings: {
        strategies: ['linucb'],
        betas: [1],
        epsilons: [0.2],
        most: 4,
        seed: 1,
        shares: [0.4, 0.3],
        gapHours: 48,
        confirm: 1,
        alpha: 0.05,
      },
      sha256: nodeSha256,
    });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read as it was, and nothing else lies beside it', async () => {
    const path = join(folder, 'search.json');
    expect(await findSearch(path)).toBeUndefined();
    await keepSearch(path, search);
    expect(await readSearch(path)).toEqual(search);
    expect(await readdir(folder)).toEqual(['search.json']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ kind: 'policy-search', schema: 1 });
  });

  it('is refused when it is something else', async () => {
    const path = join(folder, 'other.json');
    await writeFile(path, '{"kind": "policy-search"}');
    await expect(readSearch(path)).rejects.toThrow('schema');
    await writeFile(path, 'no');
    await expect(readSearch(path)).rejects.toThrow('not JSON');
    await expect(readSearch(join(folder, 'none.json'))).rejects.toThrow('There is no file');
  });

  it('names policies, of which one is the best', async () => {
    const [candidate] = search.candidates;
    expect(search.best).toBe('linucb β 1 ε 0.2');
    expect(await policyOption('best', search)).toEqual(candidate?.policy);
    expect(await policyOption('linucb', search)).toEqual({ kind: 'learned', strategy: 'linucb' });
    expect(await policyOption('uniform', undefined)).toEqual({ kind: 'uniform' });
    await expect(policyOption('best', undefined)).rejects.toThrow('nothing to promote');
    await expect(policyOption('arg-max-linucb', undefined)).rejects.toThrow('names no policy');
  });

  it('is a page with the gain of every candidate, and the same finding', () => {
    const page = searchPage(search);
    expect(page).toContain(findingOf(search));
    expect(page.match(/class="forest good"/g)).toHaveLength(2);
    const { best: _, confirmation: __, ...nothing } = search;
    expect(findingOf(nothing)).toContain('Nothing looks better');
  });
});
