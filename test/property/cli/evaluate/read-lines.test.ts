import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { afterAll, describe, expect } from 'vitest';
import { readLines } from '../../../../cli/evaluate/read-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-lines-'));
const path = join(folder, 'log');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = fc.string({ unit: fc.constantFrom('a', 'é', '✓', '{', ' '), maxLength: 12 });

async function linesOf(start: number, end: number, packed = false): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const lines of readLines({ path, packed, start, end })) all.push(...lines);
  return all;
}

describe('lines of a file', () => {
  test.prop([fc.array(line, { maxLength: 12 }), fc.array(fc.nat()), fc.boolean(), fc.boolean()])(
    'are each in exactly one of the stretches that it is cut into',
    async (lines, cuts, ended, windows) => {
      const feed = windows ? '\r\n' : '\n';
      // A last line that is empty and not ended is none.
      const isEnded = ended || lines.at(-1) === '';
      const text = lines.join(feed) + (isEnded && lines.length > 0 ? feed : '');
      const bytes = Buffer.from(text);
      writeFileSync(path, bytes);
      const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
      const read: string[] = [];
      for (const [index, edge] of edges.slice(1).entries()) {
        const start = edges[index] ?? 0;
        if (edge > start) read.push(...(await linesOf(start, edge)));
      }
      expect(read).toEqual(lines);
      writeFileSync(path, gzipSync(bytes));
      expect(await linesOf(0, Number.POSITIVE_INFINITY, true)).toEqual(lines);
    },
  );

  test.prop([fc.array(line, { minLength: 1 })])('begin after a byte order mark', async (lines) => {
    writeFileSync(path, `\uFEFF${lines.map((each) => `${each}\n`).join('')}`);
    expect(await linesOf(0, Number.POSITIVE_INFINITY)).toEqual(lines);
  });
});
