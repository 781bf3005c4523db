import * as z from 'zod';
import type { StoredFeatures } from '../../app/ports/feature-store.ts';
import type { FeatureRecord } from '../../core/features/feature-record.ts';
import type { BorrowerId } from '../../core/identifiers.ts';
import { moment, readStored, readStoredJson, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

const featureItem = z.strictObject({
  id: z.string(),
  borrowerId: text<BorrowerId>(),
  version,
  /** JSON: DynamoDB's decimal numbers do not reach as far as a feature's may. */
  features: z.string(),
  writeId: z.string(),
});

const observed = z.record(
  z.string(),
  z.strictObject({ value: z.union([z.number(), z.string(), z.null()]), observedAt: moment }),
);

/** No id of a borrower has a number sign in it, so no contact profile has such a key. */
const PREFIX = '#features/';

export function featureKey(id: BorrowerId): Item {
  return { id: `${PREFIX}${id}` };
}

/** What the item holds besides its key. */
export function featureAttributes({ borrowerId, features }: FeatureRecord, version: number): Item {
  return { borrowerId, features: JSON.stringify(features), version };
}

/** @throws {CorruptStateError} `record-corrupt` */
export function featuresOf(item: Item): StoredFeatures {
  const { borrowerId, version, features } = readStored(featureItem, item, 'feature record');
  return { record: { borrowerId, features: readStoredJson(observed, features, 'feature record') }, version };
}
