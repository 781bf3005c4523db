import { randomUUID } from 'node:crypto';
import type { CreditMessage, OutcomeMessage } from '../../app/ports/messages.ts';
import type { Ports } from '../../app/ports/ports.ts';
import type { Telemetry } from '../../app/ports/telemetry.ts';
import { creditCodec, outcomeCodec } from '../message-codec.ts';
import { nodeSha256 } from '../node-sha256.ts';
import { silentTelemetry } from '../silent-telemetry.ts';
import { createMemoryCapacityBook } from './memory-capacity-book.ts';
import { createMemoryChampionStore } from './memory-champion-store.ts';
import { createMemoryErasureBook } from './memory-erasure-book.ts';
import { createMemoryImportRegistry } from './memory-import-registry.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createMemoryParkingLot } from './memory-parking-lot.ts';
import { createMemoryProfileStore } from './memory-profile-store.ts';
import { createMemorySnapshotStore } from './memory-snapshot-store.ts';
import { createMemoryStatisticsStore } from './memory-statistics-store.ts';
import { createMemoryWorkQueue, type MemoryWorkQueue } from './memory-work-queue.ts';

export interface MemoryPorts extends Ports {
  readonly outcomes: MemoryWorkQueue<OutcomeMessage>;
  readonly credits: MemoryWorkQueue<CreditMessage>;
}

export interface MemoryPortsOptions {
  /** @defaultValue silent */
  readonly telemetry?: Telemetry;
  /** @defaultValue random UUIDs; give a counter for repeatable records */
  readonly newToken?: () => string;
}

/** Every port in this process's memory, empty: what replays, simulations and tests run on. */
export function createMemoryPorts(options: MemoryPortsOptions = {}): MemoryPorts {
  return {
    ledger: createMemoryLedger(),
    profiles: createMemoryProfileStore(),
    statistics: createMemoryStatisticsStore(),
    imports: createMemoryImportRegistry(),
    snapshots: createMemorySnapshotStore(),
    champions: createMemoryChampionStore(),
    outcomes: createMemoryWorkQueue(outcomeCodec),
    credits: createMemoryWorkQueue(creditCodec),
    parking: createMemoryParkingLot(),
    capacity: createMemoryCapacityBook(),
    erasures: createMemoryErasureBook(),
    telemetry: options.telemetry ?? silentTelemetry,
    sha256: nodeSha256,
    newToken: options.newToken ?? randomUUID,
  };
}
