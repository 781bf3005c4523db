import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../../cli/replay/locate-data.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { SetFile } from './task.ts';

/** UCI sets; the label is the last column of each. */
const SUITE = [
  'letter.arff.gz',
  'pendigits.arff.gz',
  'satimage.csv.gz',
  'shuttle.csv.gz',
  'mushroom.arff.gz',
] as const;

/**
 * The files of the suite.
 * @throws {InvalidInputError} `config-invalid` naming what is missing and where it was looked for.
 */
export function suiteFiles(): readonly { readonly path: string; readonly label: string }[] {
  const folder = dataFolder();
  if (folder === undefined) {
    throw new InvalidInputError(
      'config-invalid',
      'The data sets do not come with Rapport. Put them into <folder>/classification and set RAPPORT_DATA_DIR to the folder, or give a set of your own with --data.',
    );
  }
  const paths = SUITE.map((name) => join(folder, 'classification', name));
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) {
    throw new InvalidInputError('config-invalid', `There is no ${missing.join(', nor ')}.`);
  }
  return paths.map((path) => ({ path, label: 'last' }));
}

/** The file with a digest of its bytes and its label, which tells it from others of its name. */
export function withDigest({ path, label }: { path: string; label: string }): SetFile {
  const hash = createHash('sha256').update(label).update('\n').update(readFileSync(path));
  return { path, label, digest: hash.digest('hex').slice(0, 16) };
}
