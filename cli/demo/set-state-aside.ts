import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stateInUse } from '../../local/own-state.ts';
import { hasState, lockState, stateLayout } from '../../local/state-directory.ts';

/**
 * Moves what is in a state folder into a folder of its own inside it, which can itself be used as a state folder.
 * @returns Where it is now; `undefined` when there was nothing to move.
 * @throws {UnavailableError} `storage-unavailable` when a service runs on it.
 */
export function setStateAside(stateDir: string, stamp: string): string | undefined {
  if (!hasState(stateDir)) return undefined;
  const layout = stateLayout(stateDir);
  const unlock = lockState(layout);
  if (unlock === undefined) throw stateInUse(stateDir);
  try {
    const aside = join(layout.root, 'earlier', stamp);
    mkdirSync(aside, { recursive: true });
    for (const path of [layout.tables, layout.queues, layout.note, layout.log]) {
      if (existsSync(path)) renameSync(path, join(aside, basename(path)));
    }
    return join(stateDir, 'earlier', stamp);
  } finally {
    unlock();
  }
}
