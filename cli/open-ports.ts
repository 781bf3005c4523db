import type { Command } from 'commander';
import { readEnvironment } from '../lambdas/_shared/env.ts';
import { openState } from '../local/open-state.ts';
import { createAwsClients } from '../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../src/adapters/aws-ports.ts';
import { silentTelemetry } from '../src/adapters/silent-telemetry.ts';
import type { Ports } from '../src/app/ports/ports.ts';

/** Where a command finds what it works on: a state folder on this machine, or a deployed stage. */
export interface PlaceOptions {
  readonly stateDir: string;
  readonly aws?: true;
}

export function withPlaceOptions(command: Command): Command {
  return command
    .option('--state-dir <folder>', 'state of the embedded service', '.rapport')
    .option('--aws', 'a deployed stage instead: set the RAPPORT_… values that its service stack puts out');
}

/** Runs `work` on the ports of the chosen place and closes them again. */
export async function onPorts(
  { stateDir, aws }: PlaceOptions,
  work: (ports: Ports) => Promise<void>,
): Promise<void> {
  if (aws === true) {
    const { tables, queues, snapshotBucket, logBucket } = readEnvironment(process.env);
    const clients = createAwsClients();
    const places = { tables, queues, snapshotBucket, logBucket };
    await work(createAwsPorts({ clients, ...places, telemetry: silentTelemetry }));
    return;
  }
  const state = await openState(stateDir);
  try {
    await work(state.ports);
  } finally {
    await state.close();
  }
}
