import { silentTelemetry } from '../src/adapters/silent-telemetry.ts';
import type { Ports } from '../src/app/ports/ports.ts';
import { UnavailableError } from '../src/core/errors.ts';
import { closeClients, loopbackClients } from './loopback-clients.ts';
import { portsOn } from './loopback-ports.ts';
import { ownState, stateInUse } from './own-state.ts';
import { readNote } from './service-note.ts';
import { hasState, stateLayout } from './state-directory.ts';

export interface OpenState {
  readonly ports: Ports;
  close(): Promise<void>;
}

/**
 * The ports on a state folder: through the service that runs on it, or by engines of our own when none does.
 * @throws {UnavailableError} `storage-unavailable` when there is no state, or its owner can't be reached.
 */
export async function openState(stateDir: string): Promise<OpenState> {
  if (!hasState(stateDir)) {
    throw new UnavailableError(
      'storage-unavailable',
      `There is no state in ${stateDir}; run the demo or the service first, or name its folder with --state-dir.`,
    );
  }
  const owned = await ownState(stateDir);
  const engines = owned?.engines ?? readNote(stateLayout(stateDir).note)?.engines;
  if (engines === undefined) throw stateInUse(stateDir);
  const clients = loopbackClients(engines);
  return {
    ports: portsOn(clients, engines, silentTelemetry),
    close: async () => {
      closeClients(clients);
      await owned?.close();
    },
  };
}
