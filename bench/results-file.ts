import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Results that outlive a stopped run, so that the same command goes on where it was. */
export interface ResultsFile<Result> {
  get(key: string): Result | undefined;
  put(key: string, result: Result): void;
}

interface Line<Result> {
  readonly key: string;
  readonly result: Result;
}

/**
 * A file of results, one JSON line each, added to as they come; of several with one key the last counts.
 * @remarks A line that a crash cut short is passed over, so its result is made again.
 */
export function openResults<Result>(path: string): ResultsFile<Result> {
  mkdirSync(dirname(path), { recursive: true });
  const known = new Map<string, Result>();
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  for (const line of text.split('\n')) {
    const read = readLine<Result>(line);
    if (read !== undefined) known.set(read.key, read.result);
  }
  if (text !== '' && !text.endsWith('\n')) appendFileSync(path, '\n');
  return {
    get: (key) => known.get(key),
    put: (key, result) => {
      known.set(key, result);
      const line: Line<Result> = { key, result };
      appendFileSync(path, `${JSON.stringify(line)}\n`);
    },
  };
}

function readLine<Result>(text: string): Line<Result> | undefined {
  try {
    return JSON.parse(text) as Line<Result>;
  } catch {
    return undefined;
  }
}
