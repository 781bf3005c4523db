import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CsvRecord, readCsv } from '../../../../cli/replay/read-csv.ts';

describe('readCsv', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-csv-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function read(name: string, content: string | Buffer, delimiter = ','): Promise<CsvRecord[]> {
    const path = join(folder, name);
    writeFileSync(path, content);
    const records: CsvRecord[] = [];
    for await (const record of readCsv(path, delimiter)) records.push(record);
    return records;
  }

  it('reads quoted cells, a byte order mark and any line ends', async () => {
    expect(await read('a.csv', '\uFEFFa,"b c"\r\n1,"x, ""y"""\r\n\r\n2,\r\n')).toEqual([
      { a: '1', 'b c': 'x, "y"' },
      { a: '2', 'b c': '' },
    ]);
  });

  it('unpacks .gz on the way', async () => {
    expect(await read('a.csv.gz', gzipSync('a;b\n1;2\n'), ';')).toEqual([{ a: '1', b: '2' }]);
  });

  it('stops reading when nobody wants more', async () => {
    const path = join(folder, 'long.csv');
    writeFileSync(path, `a\n${'1\n'.repeat(100_000)}`);
    for await (const record of readCsv(path, ',')) {
      expect(record).toEqual({ a: '1' });
      break;
    }
  });

  it.each([
    ['a line with too many cells', 'a,b\n1,2\n1,2,3\n', /not the CSV it should be: .*line 3/],
    ['an open quote', 'a,b\n"1,2\n', /not the CSV it should be/],
    ['a column named twice', 'a,a\n1,2\n', /names the column "a" twice/],
  ])('explains %s', async (_, content, message) => {
    await expect(read('bad.csv', content)).rejects.toThrow(message);
  });

  it('explains a file that is missing or not packed as it says', async () => {
    await expect(read('bad.csv.gz', 'a,b\n1,2\n')).rejects.toThrow(/can't be read \(Z_DATA_ERROR\)/);
    const missing = readCsv(join(folder, 'none.csv'), ',').next();
    await expect(missing).rejects.toThrow(/can't be read \(ENOENT\)/);
  });
});
