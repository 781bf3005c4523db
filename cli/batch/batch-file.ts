import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { ConflictError, InvalidInputError } from '../../src/core/errors.ts';
import { lineBlocks } from './line-blocks.ts';

/** Answers being written, with what tells a stopped run from another beside them. */
export interface BatchOutput {
  readonly file: FileHandle;
  /** Answers that are there already. */
  readonly answered: number;
  /** Takes the note away: the run is complete. */
  readonly complete: () => Promise<void>;
}

const LINE_FEED = 0x0a;

/**
 * Opens the file of answers: a new one, or that of a stopped run, cut after its last whole line.
 * @param fingerprint of everything that the answers depend on.
 * @throws {ConflictError} `version-moved` when there is a file already, or the stopped run was another one.
 */
export async function openOutput(path: string, fingerprint: string, resume: boolean): Promise<BatchOutput> {
  const note = `${path}.run`;
  const complete = () => rm(note, { force: true });
  if (!resume) {
    if (existsSync(path)) {
      throw new ConflictError(
        'version-moved',
        `${path} is there already; go on with --resume if its run was stopped, or name another file.`,
      );
    }
    await writeFile(note, fingerprint);
    return { file: await open(path, 'w'), answered: 0, complete };
  }
  if (!existsSync(path) || !existsSync(note)) {
    throw new ConflictError('version-moved', `There is no stopped run of ${path} to go on with.`);
  }
  if ((await readFile(note, 'utf8')) !== fingerprint) {
    throw new ConflictError(
      'version-moved',
      `The stopped run of ${path} had another input, snapshot, configuration, time or name; go on with the same.`,
    );
  }
  const { lines, bytes } = await wholeLines(path);
  await truncate(path, bytes);
  return { file: await open(path, 'a'), answered: lines, complete };
}

/** How many whole lines the file has, and where the last of them ends. */
async function wholeLines(path: string): Promise<{ readonly lines: number; readonly bytes: number }> {
  let lines = 0;
  let bytes = 0;
  for await (const block of lineBlocks(path)) {
    if (block.lines.at(-1) !== LINE_FEED) break;
    for (const byte of block.lines) if (byte === LINE_FEED) lines += 1;
    bytes = block.end;
  }
  return { lines, bytes };
}

/** Where the input goes on after so many of its lines; blank ones don't count, as they get no answer. */
export async function offsetAfter(path: string, lines: number): Promise<number> {
  let left = lines;
  for await (const block of lineBlocks(path)) {
    let isBlank = true;
    for (const [index, byte] of block.lines.entries()) {
      if (left === 0) return block.end - block.lines.length + index;
      if (byte !== LINE_FEED) {
        isBlank &&= byte === 0x20 || byte === 0x0d || byte === 0x09;
        continue;
      }
      if (!isBlank) left -= 1;
      isBlank = true;
    }
    if (left === 0) return block.end;
    if (!isBlank) left -= 1;
  }
  return (await stat(path)).size;
}

/** @throws {InvalidInputError} `schema-violation` when there is no such file. */
export async function describeInput(
  path: string,
): Promise<{ readonly bytes: number; readonly changedAt: number }> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) {
    throw new InvalidInputError('schema-violation', `There is no file ${path}.`);
  }
  return { bytes: found.size, changedAt: found.mtimeMs };
}
