import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidInputError } from '../../src/core/errors.ts';

const DEFAULT_FOLDER = '../shared/data';

/** The folder with the data sets: `RAPPORT_DATA_DIR`, or `../shared/data` where that exists; else `undefined`. */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment['RAPPORT_DATA_DIR'];
  if (named !== undefined && named !== '') return resolve(named);
  return existsSync(DEFAULT_FOLDER) ? resolve(DEFAULT_FOLDER) : undefined;
}

/**
 * The path of a data set's file.
 * @throws {InvalidInputError} `config-invalid`, saying where it was looked for and where it comes from.
 */
export function locateData(file: string, origin: string): string {
  const folder = dataFolder();
  if (folder === undefined) {
    throw new InvalidInputError(
      'config-invalid',
      `Real data does not come with Rapport. Put the file at <folder>/${file} (${origin}) and set RAPPORT_DATA_DIR to the folder, or replay a file of your own with --file and --schema.`,
    );
  }
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    throw new InvalidInputError(
      'config-invalid',
      `There is no ${path}. The file is ${origin}; RAPPORT_DATA_DIR names the folder it is looked for in.`,
    );
  }
  return path;
}
