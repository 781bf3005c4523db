import { defineConfiguration } from '../src/contracts/configuration.ts';
import type { Configuration } from '../src/core/configuration.ts';
import { loadDocument } from './load-document.ts';

/**
 * The checked configuration that a file holds: a JSON document, or the default export of a module such as
 * `rapport.config.ts`.
 * @throws {InvalidInputError} `config-invalid` when there is none, or with every field at fault.
 */
export async function loadConfiguration(path: string): Promise<Configuration> {
  const value = await loadDocument(path, 'a configuration');
  // What a module has checked already passes again; what a JSON document says was never checked.
  return defineConfiguration(value as Parameters<typeof defineConfiguration>[0]);
}
