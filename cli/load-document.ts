import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidInputError } from '../src/core/errors.ts';

/**
 * What a file holds: a JSON document, or the default export of a module (.ts, .mjs, .js). Nothing of it is checked.
 * @param what Names what it should be in the error, e.g. `a configuration`.
 * @throws {InvalidInputError} `config-invalid` when there is none.
 */
export async function loadDocument(path: string, what: string): Promise<unknown> {
  try {
    if (extname(path) === '.json') return JSON.parse(await readFile(path, 'utf8'));
    const module = (await import(pathToFileURL(resolve(path)).href)) as { readonly default?: unknown };
    return module.default;
  } catch (cause) {
    if (cause instanceof InvalidInputError) throw cause;
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new InvalidInputError('config-invalid', `${path} can't be read as ${what}: ${why}`, { cause });
  }
}
