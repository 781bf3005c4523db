import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogFile } from './log-files.ts';
import type { LogPart } from './log-parts.ts';
import { readLines } from './read-lines.ts';
import { type LogForm, lineReader } from './readers/line-reader.ts';

/** So much of the log is sorted in memory at once. */
const RUN_BYTES = 48 * 1024 * 1024;

interface Keyed {
  readonly at: number;
  readonly line: string;
}

/**
 * Writes the log's lines in the order of their times, equal ones as they came, into one file: pieces that fit into memory
 * are sorted, then merged.
 */
export async function sortLog(parts: readonly LogPart[], form: LogForm, folder: string): Promise<LogFile> {
  const read = lineReader(form);
  const runs: string[] = [];
  let rows: Keyed[] = [];
  let bytes = 0;

  async function writeRun(): Promise<void> {
    rows.sort((a, b) => a.at - b.at);
    const path = join(folder, `run-${runs.length}`);
    await writeFile(path, rows.map(({ at, line }) => `${at}\t${line}\n`).join(''));
    runs.push(path);
    rows = [];
    bytes = 0;
  }

  for (const part of parts) {
    let skipHeader = part.header && part.start === 0;
    for await (const lines of readLines(part)) {
      for (const line of lines) {
        if (line.trim() === '') continue;
        if (skipHeader) skipHeader = false;
        else {
          rows.push({ at: read(line).at ?? 0, line });
          bytes += line.length;
        }
      }
      if (bytes >= RUN_BYTES) await writeRun();
    }
  }
  if (rows.length > 0) await writeRun();
  const path = join(folder, 'sorted');
  await mergeRuns(runs, path, form.header);
  for (const run of runs) await rm(run);
  return { path, packed: false };
}

async function mergeRuns(runs: readonly string[], path: string, header: string | undefined): Promise<void> {
  const out = createWriteStream(path);
  let text = header === undefined ? '' : `${header}\n`;
  const heads: (Keyed & { readonly next: AsyncIterator<Keyed> })[] = [];
  for (const run of runs) {
    const next = keyedLines(run)[Symbol.asyncIterator]();
    const { value, done } = await next.next();
    if (done !== true) heads.push({ ...value, next });
  }
  while (heads.length > 0) {
    let least = 0;
    for (let index = 1; index < heads.length; index++) {
      if ((heads[index]?.at ?? 0) < (heads[least]?.at ?? 0)) least = index;
    }
    const head = heads[least];
    if (head === undefined) break;
    text += `${head.line}\n`;
    if (text.length > 1024 * 1024) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
    const { value, done } = await head.next.next();
    if (done === true) heads.splice(least, 1);
    else heads[least] = { ...value, next: head.next };
  }
  out.end(text);
  await once(out, 'finish');
}

async function* keyedLines(path: string): AsyncGenerator<Keyed> {
  for await (const lines of readLines({ path, packed: false, start: 0, end: Number.POSITIVE_INFINITY })) {
    for (const line of lines) {
      const tab = line.indexOf('\t');
      yield { at: Number(line.slice(0, tab)), line: line.slice(tab + 1) };
    }
  }
}
