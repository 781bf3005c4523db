import type { TablePorts } from '../support/engines/dynamo-ports.ts';
import { accountEventsContract } from './account-events.contract.ts';
import { capacityBookContract } from './capacity-book.contract.ts';
import { championStoreContract } from './champion-store.contract.ts';
import { erasureBookContract } from './erasure-book.contract.ts';
import { exposureBookContract } from './exposure-book.contract.ts';
import { featureStoreContract } from './feature-store.contract.ts';
import { importRegistryContract } from './import-registry.contract.ts';
import { parkingLotContract } from './parking-lot.contract.ts';
import { policyBookStoreContract } from './policy-book-store.contract.ts';
import { profileStoreContract } from './profile-store.contract.ts';
import { recordLedgerContract } from './record-ledger.contract.ts';
import { stateLedgerContract } from './state-ledger.contract.ts';
import { statisticsStoreContract } from './statistics-store.contract.ts';

/** Every contract of the ports that tables implement; `fresh` gives them on empty tables. */
export function tablePortsContract(fresh: () => Promise<TablePorts>): void {
  recordLedgerContract(async () => (await fresh()).ledger);
  stateLedgerContract(async () => (await fresh()).ledger);
  accountEventsContract(async () => (await fresh()).accountEvents);
  profileStoreContract(async () => (await fresh()).profiles);
  featureStoreContract(async () => (await fresh()).featureRecords);
  statisticsStoreContract(async () => (await fresh()).statistics);
  importRegistryContract(async () => (await fresh()).imports);
  championStoreContract(async () => (await fresh()).champions);
  policyBookStoreContract(async () => (await fresh()).policyBooks);
  parkingLotContract(async () => (await fresh()).parking);
  capacityBookContract(async () => (await fresh()).capacity);
  erasureBookContract(async () => (await fresh()).erasures);
  exposureBookContract(async () => (await fresh()).exposures);
}
