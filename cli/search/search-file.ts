import { readFile, rename, writeFile } from 'node:fs/promises';
import type { SearchLog } from '../../src/app/search/search-log.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { searchLogOf, searchLogSchema } from '../../src/contracts/search-log.ts';
import { InvalidInputError } from '../../src/core/errors.ts';

/** The search in a file; undefined when there is no such file. @throws {InvalidInputError} when it holds something else. */
export async function findSearch(path: string): Promise<SearchLog | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError('schema-violation', `${path} holds no search: it is not JSON.`, { cause });
  }
  return searchLogOf(readWith(searchLogSchema, document));
}

/** @throws {InvalidInputError} `schema-violation` when there is none, or it holds something else. */
export async function readSearch(path: string): Promise<SearchLog> {
  const search = await findSearch(path);
  if (search === undefined) {
    throw new InvalidInputError(
      'schema-violation',
      `There is no file ${path}; npx rapport search --out makes one.`,
    );
  }
  return search;
}

/** Replaces the file as a whole: whoever reads it, whenever the run is interrupted, finds a whole search. */
export async function keepSearch(path: string, search: SearchLog): Promise<void> {
  const beside = `${path}.part`;
  await writeFile(beside, `${JSON.stringify(search, null, 1)}\n`);
  await rename(beside, path);
}
