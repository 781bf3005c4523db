import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { InvalidInputError } from '../../../src/core/errors.ts';

const GZIP = [0x1f, 0x8b];

/**
 * A file's text, unpacked when its first bytes are gzip's (whatever its name), without a byte order mark.
 * @throws {InvalidInputError} `schema-violation` when it can't be read or unpacked.
 */
export function readTextFile(path: string): string {
  try {
    const bytes = readFileSync(path);
    const packed = GZIP.every((byte, index) => bytes[index] === byte);
    return (packed ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new InvalidInputError(
      'schema-violation',
      `${path} can't be read${code}. Give the path of a plain or gzipped ARFF or CSV file.`,
      { cause: error },
    );
  }
}
