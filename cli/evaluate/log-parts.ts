import { stat } from 'node:fs/promises';
import type { LogFile } from './log-files.ts';

/** A stretch of a log that one thread reads: the lines that begin in it. */
export interface LogPart {
  /** Its place in the log. */
  readonly number: number;
  readonly path: string;
  /** Of a packed file there is one part: it can't be read from the middle. */
  readonly packed: boolean;
  readonly start: number;
  /** Infinity for a packed file, whose length isn't known before. */
  readonly end: number;
  /** Of the file, as it lies there. */
  readonly bytes: number;
  /** Whether the file's first line is a header. */
  readonly header: boolean;
}

/** Small enough for a steady progress bar and even shares, large enough to cost nothing. */
const PART_BYTES = 16 * 1024 * 1024;

/** The files cut into parts: always the same ones, however many threads there are. */
export async function logParts(files: readonly LogFile[], header: boolean): Promise<readonly LogPart[]> {
  const parts: LogPart[] = [];
  for (const { path, packed } of files) {
    const { size } = await stat(path);
    const step = packed ? Math.max(1, size) : PART_BYTES;
    for (let start = 0; start < size; start += step) {
      const bytes = Math.min(step, size - start);
      const end = packed ? Number.POSITIVE_INFINITY : start + bytes;
      parts.push({ number: parts.length, path, packed, start, end, bytes, header });
    }
  }
  return parts;
}
