import { describe, expect, test } from 'vitest';
import type { LogPartKey, MaturedLog } from '../../src/app/ports/matured-log.ts';
import type { UtcDate } from '../../src/core/time/utc-date.ts';
import { collect } from '../support/collect.ts';

const part = (day: string, shard: number): LogPartKey => ({ day: day as UtcDate, shard });
const KEY = part('2026-11-24', 3);

/** What every matured log does; `fresh` gives an empty one. */
export function maturedLogContract(fresh: () => Promise<MaturedLog>): void {
  describe('matured log', () => {
    test('a part is read as it was written, at once, from nothing to megabytes of any characters', async () => {
      const log = await fresh();
      let tag: string | undefined;
      for (const text of ['', '{"a":1}\n', 'ünïcödé ☂ 🙂\n', `${'x'.repeat(999)}\n`.repeat(3_000)]) {
        expect(await log.write(KEY, text, tag)).toBe('stored');
        const stored = await log.read(KEY);
        expect(stored?.text === text).toBe(true);
        tag = stored?.tag;
      }
    });

    test('a part that was never written is none', async () => {
      expect(await (await fresh()).read(KEY)).toBeUndefined();
    });

    test('is replaced only by who has read what is there', async () => {
      const log = await fresh();
      expect(await log.write(KEY, 'one\n', 'a tag of nothing')).toBe('moved');
      expect(await log.write(KEY, 'one\n', undefined)).toBe('stored');
      expect(await log.write(KEY, 'other\n', undefined)).toBe('moved');
      const { tag } = (await log.read(KEY)) ?? expect.unreachable();
      expect(await log.write(KEY, 'two\n', tag)).toBe('stored');
      expect(await log.write(KEY, 'late\n', tag)).toBe('moved');
      expect((await log.read(KEY))?.text).toBe('two\n');
    });

    test('of many who write at once, one does, first and ever after', async () => {
      const log = await fresh();
      let tag: string | undefined;
      for (let round = 0; round < 5; round += 1) {
        const texts = Array.from({ length: 12 }, (_, writer) => `round ${round}, writer ${writer}\n`);
        const outcomes = await Promise.all(texts.map((text) => log.write(KEY, text, tag)));
        expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
        const stored = await log.read(KEY);
        expect(stored?.text).toBe(texts[outcomes.indexOf('stored')]);
        tag = stored?.tag;
      }
    });

    test('no increment is lost between writers that try again', async () => {
      const log = await fresh();
      const add = async (line: string): Promise<void> => {
        for (;;) {
          const stored = await log.read(KEY);
          if ((await log.write(KEY, `${stored?.text ?? ''}${line}`, stored?.tag)) === 'stored') return;
        }
      };
      const lines = Array.from({ length: 16 }, (_, writer) => `${writer}\n`);
      await Promise.all(lines.map(add));
      expect((await log.read(KEY))?.text.split(/(?<=\n)/).sort()).toEqual(lines.sort());
    });

    test('lists parts by day and shard, within days', async () => {
      const log = await fresh();
      expect(await collect(log.parts())).toEqual([]);
      const days = ['2026-11-23', '2026-11-24', '2026-12-01'];
      const keys = days.flatMap((day) => [0, 2, 10, 15].map((shard) => part(day, shard)));
      for (const key of [...keys].reverse()) await log.write(key, `${key.shard}\n`, undefined);
      const range = (from: string, to: string) => ({ from: from as UtcDate, to: to as UtcDate });
      expect(await collect(log.parts())).toEqual(keys);
      expect(await collect(log.parts(range('2026-11-24', '2026-11-24')))).toEqual(keys.slice(4, 8));
      expect(await collect(log.parts(range('2026-11-24', '2027-01-01')))).toEqual(keys.slice(4));
      expect(await collect(log.parts(range('2026-01-01', '2026-11-30')))).toEqual(keys.slice(0, 8));
      expect(await collect(log.parts(range('2026-11-25', '2026-11-30')))).toEqual([]);
    });
  });
}
