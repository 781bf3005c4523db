import type { FeatureObservation } from '../../core/features/feature-record.ts';
import type { AccountEvents } from './account-events.ts';
import type { CapacityBook } from './capacity-book.ts';
import type { DecisionLedger } from './decision-ledger.ts';
import type { ErasureBook } from './erasure-book.ts';
import type { ExposureBook } from './exposure-book.ts';
import type { FeatureStore } from './feature-store.ts';
import type { ImportRegistry } from './import-registry.ts';
import type { MaturedLog } from './matured-log.ts';
import type { CreditMessage, LogMessage, OutcomeMessage } from './messages.ts';
import type { ChampionStore, SnapshotStore } from './model-store.ts';
import type { ParkingLot } from './parking-lot.ts';
import type { PolicyBookStore } from './policy-book-store.ts';
import type { ProfileStore } from './profile-store.ts';
import type { Sha256 } from './sha256.ts';
import type { StatisticsStore } from './statistics-store.ts';
import type { Telemetry } from './telemetry.ts';
import type { WorkQueue } from './work-queue.ts';

/** Everything outside the process that the use cases need; each takes the part it uses. */
export interface Ports {
  readonly ledger: DecisionLedger;
  readonly accountEvents: AccountEvents;
  readonly profiles: ProfileStore;
  readonly featureRecords: FeatureStore;
  readonly statistics: StatisticsStore;
  readonly imports: ImportRegistry;
  readonly snapshots: SnapshotStore;
  readonly champions: ChampionStore;
  readonly policyBooks: PolicyBookStore;
  readonly outcomes: WorkQueue<OutcomeMessage>;
  readonly credits: WorkQueue<CreditMessage>;
  readonly features: WorkQueue<FeatureObservation>;
  readonly log: WorkQueue<LogMessage>;
  readonly maturedLog: MaturedLog;
  readonly parking: ParkingLot;
  readonly capacity: CapacityBook;
  readonly erasures: ErasureBook;
  readonly exposures: ExposureBook;
  readonly telemetry: Telemetry;
  readonly sha256: Sha256;
  /** A fresh opaque token, e.g. a UUID. */
  readonly newToken: () => string;
}
