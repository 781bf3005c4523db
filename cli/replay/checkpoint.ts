import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { LiveState } from './live-state.ts';
import type { ReplayPosition } from './run-replay.ts';

const FORMAT = 1;

/** A replay that was stopped: everything that is needed to go on as if it had not been. */
export interface Checkpoint {
  readonly format: typeof FORMAT;
  /** Digest of the data, the schema and the settings; nothing else may go on from here. */
  readonly identity: string;
  readonly position: ReplayPosition;
  /** What the service's `compact` returned; absent when the service keeps its own state. */
  readonly service?: LiveState;
}

/** Replaces the file at once, so that a crash leaves the old checkpoint or the new one. */
export function writeCheckpoint(path: string, checkpoint: Omit<Checkpoint, 'format'>): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.new`;
  writeFileSync(unfinished, serialize({ format: FORMAT, ...checkpoint }));
  renameSync(unfinished, path);
}

/**
 * The checkpoint at the path.
 * @throws {InvalidInputError} `config-invalid` when there is none, or when it belongs to another replay.
 */
export function readCheckpoint(path: string, identity: string): Checkpoint {
  if (!existsSync(path)) {
    throw new InvalidInputError(
      'config-invalid',
      `There is no checkpoint at ${path}; start the replay without --resume.`,
    );
  }
  const checkpoint = parse(path);
  if (checkpoint.identity !== identity) {
    throw new InvalidInputError(
      'config-invalid',
      `The checkpoint at ${path} is of a replay with other data, another schema or other options; repeat the options of that replay, or start anew without --resume.`,
    );
  }
  return checkpoint;
}

export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true });
}

function parse(path: string): Checkpoint {
  try {
    const checkpoint: unknown = deserialize(readFileSync(path));
    if (isCheckpoint(checkpoint)) return checkpoint;
  } catch (error) {
    throw unreadable(path, error);
  }
  throw unreadable(path);
}

function isCheckpoint(value: unknown): value is Checkpoint {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}

function unreadable(path: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError(
    'config-invalid',
    `${path} is no checkpoint of this version; remove it and start the replay without --resume.`,
    { cause },
  );
}
