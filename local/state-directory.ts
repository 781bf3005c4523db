import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where the embedded service keeps its state; all of it can be copied, moved or deleted as one folder. */
export interface StateLayout {
  readonly root: string;
  /** LevelDB folder of the tables. */
  readonly tables: string;
  /** SQLite folder of the queues and the bucket. */
  readonly queues: string;
  readonly lock: string;
  readonly note: string;
  readonly log: string;
}

export function stateLayout(stateDir: string): StateLayout {
  const root = resolve(stateDir);
  return {
    root,
    tables: join(root, 'tables'),
    queues: join(root, 'queues'),
    lock: join(root, 'lock'),
    note: join(root, 'service.json'),
    log: join(root, 'service.log'),
  };
}

/** Whether the folder holds anything that a service has written. */
export function hasState(stateDir: string): boolean {
  const layout = stateLayout(stateDir);
  return existsSync(layout.tables) || existsSync(layout.queues);
}

/**
 * Takes the state folder for this process, creating it if need be.
 * @returns A function that lets the next process in; `undefined` when another process has the folder.
 * @remarks The lock is SQLite's own, on a file of the folder: the operating system drops it when its owner dies,
 * however it dies, so nothing has to be cleaned up and no process id is guessed at.
 */
export function lockState(layout: StateLayout): (() => void) | undefined {
  mkdirSync(layout.root, { recursive: true });
  const database = new DatabaseSync(layout.lock);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    database.close();
    return undefined;
  }
  return () => database.close();
}
