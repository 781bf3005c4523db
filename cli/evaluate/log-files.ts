import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InvalidInputError } from '../../src/core/errors.ts';
import { readLines } from './read-lines.ts';
import type { LogFormat } from './readers/line-reader.ts';
import { cellsOf } from './readers/read-obd-line.ts';

export interface LogFile {
  readonly path: string;
  /** By its content, not its name. */
  readonly packed: boolean;
}

const NAMES: Readonly<Record<LogFormat, RegExp>> = {
  matured: /\.(jsonl|ndjson|json)(\.gz)?$/i,
  jsonl: /\.(jsonl|ndjson|json)(\.gz)?$/i,
  obd: /\.csv(\.gz)?$/i,
};

/** The table of items beside a log of the Open Bandit Dataset is no log. */
const ITEM_TABLE = /^item_context\.csv(\.gz)?$/i;

/**
 * The files of a log: the one named, or all of its kind below a folder, by path, so that days come in order.
 * @throws {InvalidInputError} `schema-violation` when there is none.
 */
export async function logFiles(path: string, format?: LogFormat): Promise<readonly LogFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new InvalidInputError(
      'schema-violation',
      `There is no ${path}. Name a file or a folder with --log.`,
    );
  }
  if (!found.isDirectory()) return [{ path, packed: await isPacked(path) }];
  const wanted = format === undefined ? Object.values(NAMES) : [NAMES[format]];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !ITEM_TABLE.test(entry.name))
    .filter(({ name }) => wanted.some((pattern) => pattern.test(name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (paths.length === 0) {
    throw new InvalidInputError(
      'schema-violation',
      `${path} holds no log: name a folder with .jsonl, .ndjson or .csv files, packed with gzip or not.`,
    );
  }
  return await Promise.all(paths.map(async (each) => ({ path: each, packed: await isPacked(each) })));
}

async function isPacked(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** The first line of a file that isn't blank; undefined when all are. */
export async function firstLine({ path, packed }: LogFile): Promise<string | undefined> {
  for await (const lines of readLines({ path, packed, start: 0, end: Number.POSITIVE_INFINITY })) {
    const line = lines.find((each) => each.trim() !== '');
    if (line !== undefined) return line;
  }
  return undefined;
}

/**
 * What a log is written in, by its first line.
 * @throws {InvalidInputError} `schema-violation` when it is none of them.
 */
export function formatOf(line: string, path: string): LogFormat {
  if (/^\s*\{/.test(line))
    return /"decisionId"\s*:/.test(line) && /"schema"\s*:/.test(line) ? 'matured' : 'jsonl';
  if (line.includes(',') && line.includes('propensity_score')) return 'obd';
  const why = /^\s*\[/.test(line)
    ? 'It begins like a JSON list; jq -c ".[]" makes lines of it.'
    : 'Its first line is neither a JSON object nor the header of the Open Bandit Dataset.';
  throw new InvalidInputError('schema-violation', `${path} is no log that can be read. ${why}`);
}

/** What could be shown, by the table of items beside a log of the Open Bandit Dataset; undefined without one. */
export async function itemsBeside(path: string): Promise<readonly string[] | undefined> {
  const folder = (await stat(path)).isDirectory() ? path : dirname(path);
  const entries = await readdir(folder);
  const table = entries.find((name) => ITEM_TABLE.test(name));
  if (table === undefined) return undefined;
  const file = { path: join(folder, table), packed: await isPacked(join(folder, table)) };
  const items: string[] = [];
  let column: number | undefined;
  for await (const lines of readLines({ ...file, start: 0, end: Number.POSITIVE_INFINITY })) {
    for (const line of lines) {
      if (line.trim() === '') continue;
      const cells = cellsOf(line);
      if (column === undefined) column = cells.indexOf('item_id');
      else items.push(cells[column] ?? '');
    }
  }
  return column === undefined || column < 0 || items.length === 0 ? undefined : [...new Set(items)];
}
