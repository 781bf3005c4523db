import { randomUUID } from 'node:crypto';
import type { CreditMessage, LogMessage, OutcomeMessage } from '../../app/ports/messages.ts';
import type { Ports } from '../../app/ports/ports.ts';
import type { Telemetry } from '../../app/ports/telemetry.ts';
import type { FeatureObservation } from '../../core/features/feature-record.ts';
import { creditCodec, featureCodec, logCodec, outcomeCodec } from '../message-codec.ts';
import { nodeSha256 } from '../node-sha256.ts';
import { silentTelemetry } from '../silent-telemetry.ts';
import { createMemoryAccountEvents } from './memory-account-events.ts';
import { createMemoryCapacityBook } from './memory-capacity-book.ts';
import { createMemoryChampionStore } from './memory-champion-store.ts';
import { createMemoryErasureBook } from './memory-erasure-book.ts';
import { createMemoryExposureBook } from './memory-exposure-book.ts';
import { createMemoryFeatureStore } from './memory-feature-store.ts';
import { createMemoryImportRegistry } from './memory-import-registry.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createMemoryMaturedLog } from './memory-matured-log.ts';
import { createMemoryParkingLot } from './memory-parking-lot.ts';
import { createMemoryPolicyBookStore } from './memory-policy-book-store.ts';
import { createMemoryProfileStore } from './memory-profile-store.ts';
import { createMemorySnapshotStore } from './memory-snapshot-store.ts';
import { createMemoryStatisticsStore } from './memory-statistics-store.ts';
import { createMemoryWorkQueue, type MemoryWorkQueue } from './memory-work-queue.ts';

export interface MemoryPorts extends Ports {
  readonly outcomes: MemoryWorkQueue<OutcomeMessage>;
  readonly credits: MemoryWorkQueue<CreditMessage>;
  readonly features: MemoryWorkQueue<FeatureObservation>;
  readonly log: MemoryWorkQueue<LogMessage>;
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
    accountEvents: createMemoryAccountEvents(),
    profiles: createMemoryProfileStore(),
    featureRecords: createMemoryFeatureStore(),
    statistics: createMemoryStatisticsStore(),
    imports: createMemoryImportRegistry(),
    snapshots: createMemorySnapshotStore(),
    champions: createMemoryChampionStore(),
    policyBooks: createMemoryPolicyBookStore(),
    outcomes: createMemoryWorkQueue(outcomeCodec),
    credits: createMemoryWorkQueue(creditCodec),
    features: createMemoryWorkQueue(featureCodec),
    log: createMemoryWorkQueue(logCodec),
    maturedLog: createMemoryMaturedLog(),
    parking: createMemoryParkingLot(),
    capacity: createMemoryCapacityBook(),
    erasures: createMemoryErasureBook(),
    exposures: createMemoryExposureBook(),
    telemetry: options.telemetry ?? silentTelemetry,
    sha256: nodeSha256,
    newToken: options.newToken ?? randomUUID,
  };
}
