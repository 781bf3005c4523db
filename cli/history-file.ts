import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { HistoryLine } from '../src/app/history-line.ts';
import { readHistoryLine } from '../src/contracts/historical-contact.ts';
import { InvalidInputError } from '../src/core/errors.ts';

export interface HistoryFile {
  /** Of the file as it lies there, packed or not. */
  readonly bytes: number;
  /** The file's lines from the beginning, blank ones left out. @param onBytes how far it has been read. */
  readonly lines: (onBytes: (bytes: number) => void) => AsyncIterable<HistoryLine>;
}

/** @throws {InvalidInputError} `schema-violation` when there is no such file. */
export async function openHistoryFile(path: string): Promise<HistoryFile> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    throw new InvalidInputError('schema-violation', `There is no file ${path}.`);
  }
  return { bytes: found.size, lines: (onBytes) => readLines(path, onBytes) };
}

async function* readLines(path: string, onBytes: (bytes: number) => void): AsyncIterable<HistoryLine> {
  const file = createReadStream(path);
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => text.destroy(error));
  let number = 0;
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    onBytes(file.bytesRead);
    if (line.trim() !== '') yield readHistoryLine(line, number);
  }
}
