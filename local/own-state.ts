import { UnavailableError } from '../src/core/errors.ts';

import type { EnginePorts } from './loopback-clients.ts';
import { readNote, removeNote, type ServiceNote, writeNote } from './service-note.ts';
import { startEngines } from './start-engines.ts';
import { lockState, stateLayout } from './state-directory.ts';

/** The state folder with its engines running, for as long as this process holds it. */
export interface OwnedState {
  readonly engines: EnginePorts;
  /** Path of the log that a service on this state writes. */
  readonly log: string;
  /** Tells other commands where the service answers. */
  announce(url: string): void;
  /** Stops the engines and lets the next process in. */
  close(): Promise<void>;
}

/** Takes the state folder and starts the engines on it; `undefined` when another process has the folder. */
export async function ownState(stateDir: string): Promise<OwnedState | undefined> {
  const layout = stateLayout(stateDir);
  const unlock = lockState(layout);
  if (unlock === undefined) return undefined;
  try {
    // A clean end takes the note away; one that is still there was left by a process that was killed.
    const wasKilled = readNote(layout.note) !== undefined;
    const engines = await startEngines({ layout, wasKilled });
    const note: ServiceNote = { pid: process.pid, engines: engines.ports };
    writeNote(layout.note, note);
    return {
      engines: engines.ports,
      log: layout.log,
      announce: (url) => writeNote(layout.note, { ...note, url }),
      close: async () => {
        await engines.stop();
        removeNote(layout.note);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The error to give up with when another process has the folder. */
export function stateInUse(stateDir: string): UnavailableError {
  const owner = readNote(stateLayout(stateDir).note);
  const where = owner?.url === undefined ? '' : ` at ${owner.url}`;
  const who = owner === undefined ? 'another process' : `process ${owner.pid}${where}`;
  return new UnavailableError(
    'storage-unavailable',
    `The state in ${stateDir} is in use by ${who}; stop it, or name another folder with --state-dir.`,
  );
}
