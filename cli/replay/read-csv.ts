import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { InvalidInputError } from '../../src/core/errors.ts';

export type CsvRecord = Readonly<Record<string, string>>;

/**
 * The records of a CSV file with a header line, one after the other; `.gz` is unpacked on the way. Memory stays flat.
 * @throws {InvalidInputError} `schema-violation` naming the line that isn't CSV, or that the file can't be read.
 */
export async function* readCsv(path: string, delimiter: string): AsyncGenerator<CsvRecord> {
  const parser = parse({ columns: uniqueColumns, delimiter, bom: true, skip_empty_lines: true });
  const ignore = (): void => undefined; // An error of any part comes out of the iteration below.
  const file = createReadStream(path);
  if (path.endsWith('.gz')) pipeline(file, createGunzip(), parser, ignore);
  else pipeline(file, parser, ignore);
  try {
    for await (const record of parser) {
      const typed: CsvRecord = record; // With `columns` a record is an object of texts.
      yield typed;
    }
  } catch (error) {
    throw readable(path, error);
  } finally {
    file.destroy();
  }
}

function uniqueColumns(header: readonly string[]): string[] {
  const repeated = header.find((name, index) => header.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new InvalidInputError(
      'schema-violation',
      `The header names the column "${repeated}" twice; rename one of them.`,
    );
  }
  return [...header];
}

function readable(path: string, error: unknown): unknown {
  if (error instanceof CsvError) {
    return new InvalidInputError(
      'schema-violation',
      `${path} is not the CSV it should be: ${error.message}; mend the line, or name another delimiter in the schema.`,
      { cause: error },
    );
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ENOENT|EACCES|EISDIR|Z_)/.test(code)) {
    return new InvalidInputError('schema-violation', `${path} can't be read (${code}).`, { cause: error });
  }
  return error;
}
