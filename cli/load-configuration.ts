import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfiguration } from '../src/contracts/configuration.ts';
import type { Configuration } from '../src/core/configuration.ts';
import { InvalidInputError } from '../src/core/errors.ts';

/**
 * The checked configuration that a file holds: a JSON document, or the default export of a module such as
 * `rapport.config.ts`.
 * @throws {InvalidInputError} `config-invalid` when there is none, or with every field at fault.
 */
export async function loadConfiguration(path: string): Promise<Configuration> {
  const value = extname(path) === '.json' ? await readJson(path) : await importDefault(path);
  // What a module has checked already passes again; what a JSON document says was never checked.
  return defineConfiguration(value as Parameters<typeof defineConfiguration>[0]);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function importDefault(path: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(resolve(path)).href)) as { readonly default?: unknown };
    return module.default;
  } catch (cause) {
    if (cause instanceof InvalidInputError) throw cause;
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): InvalidInputError {
  const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  return new InvalidInputError('config-invalid', `${path} can't be read as a configuration: ${why}`, {
    cause,
  });
}
