import { describe } from 'vitest';
import { createMemoryPorts } from '../../src/adapters/memory/memory-ports.ts';
import type { MemoryWorkQueue } from '../../src/adapters/memory/memory-work-queue.ts';
import { accountEventsContract } from './account-events.contract.ts';
import { capacityBookContract } from './capacity-book.contract.ts';
import { championStoreContract } from './champion-store.contract.ts';
import { erasureBookContract } from './erasure-book.contract.ts';
import { exposureBookContract } from './exposure-book.contract.ts';
import { featureStoreContract } from './feature-store.contract.ts';
import { importRegistryContract } from './import-registry.contract.ts';
import { maturedLogContract } from './matured-log.contract.ts';
import { parkingLotContract } from './parking-lot.contract.ts';
import { policyBookStoreContract } from './policy-book-store.contract.ts';
import { profileStoreContract } from './profile-store.contract.ts';
import { recordLedgerContract } from './record-ledger.contract.ts';
import { snapshotStoreContract } from './snapshot-store.contract.ts';
import { stateLedgerContract } from './state-ledger.contract.ts';
import { statisticsStoreContract } from './statistics-store.contract.ts';
import { type QueueUnderTest, workQueueContract } from './work-queue.contract.ts';

describe('in memory', () => {
  recordLedgerContract(async () => createMemoryPorts().ledger);
  stateLedgerContract(async () => createMemoryPorts().ledger);
  accountEventsContract(async () => createMemoryPorts().accountEvents);
  profileStoreContract(async () => createMemoryPorts().profiles);
  featureStoreContract(async () => createMemoryPorts().featureRecords);
  statisticsStoreContract(async () => createMemoryPorts().statistics);
  importRegistryContract(async () => createMemoryPorts().imports);
  championStoreContract(async () => createMemoryPorts().champions);
  policyBookStoreContract(async () => createMemoryPorts().policyBooks);
  parkingLotContract(async () => createMemoryPorts().parking);
  capacityBookContract(async () => createMemoryPorts().capacity);
  erasureBookContract(async () => createMemoryPorts().erasures);
  exposureBookContract(async () => createMemoryPorts().exposures);
  snapshotStoreContract(async () => createMemoryPorts().snapshots);
  maturedLogContract(async () => createMemoryPorts().maturedLog);
  workQueueContract({
    outcomes: async () => underTest(createMemoryPorts().outcomes),
    credits: async () => underTest(createMemoryPorts().credits),
    features: async () => underTest(createMemoryPorts().features),
    log: async () => underTest(createMemoryPorts().log),
  });
});

function underTest<Message>(queue: MemoryWorkQueue<Message>): QueueUnderTest<Message> {
  return { queue, drain: async () => queue.takeBodies(queue.size) };
}
