import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGroups } from '../../../../cli/promotion/groups-file.ts';

describe('a file of groups', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groups-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(text: string) {
    const path = join(folder, 'groups');
    await writeFile(path, text);
    return await readGroups(path);
  }

  it('is lines of a table or JSON, with or without a heading', async () => {
    const wanted = new Map([
      ['b-1', 'a'],
      ['b-2', 'b'],
    ]);
    expect(await read('borrower,group\nb-1,a\r\nb-2, "b"\n')).toEqual(wanted);
    expect(await read('\uFEFF{"borrower":"b-1","group":"a"}\n\n{"group":"b","borrower":"b-2"}')).toEqual(
      wanted,
    );
  });

  it.each([
    ['b-1,a\nb-1,b\n', /Line 2 .* a second group/],
    ['b-1,a,c\n', /Line 1 .* no borrower and group/],
    ['{"borrower": 7, "group": "a"}\n', /Line 1/],
    ['{"borrower"\n', /Line 1/],
    ['\n', /holds no groups/],
  ])('is refused as %j', async (text, problem) => {
    await expect(read(text)).rejects.toThrow(problem);
  });

  it('is refused without telling of whom it is', async () => {
    await expect(read('secret-borrower\n')).rejects.not.toThrow(/secret/);
  });
});
