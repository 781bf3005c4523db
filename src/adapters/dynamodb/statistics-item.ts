import * as z from 'zod';
import type { Receipt, StatisticsItem, StatisticsKey } from '../../app/ports/statistics-store.ts';
import type { DecisionId, ModelId } from '../../core/identifiers.ts';
import { packStatistics, unpackStatistics } from '../../core/model/pack-statistics.ts';
import { bucketOf, parseBucket } from './statistics-bucket.ts';
import { readStored, readStoredJson, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

/**
 * `receipts` is one JSON text of `[decisionId, seq, reward]` rows, with a 1 behind it when the credit was removed: a
 * batch has many, and they are rewritten each time.
 */
const statisticsItem = z.strictObject({
  model: text<ModelId>(),
  bucket: z.string(),
  version,
  statistics: z.instanceof(Uint8Array),
  receipts: z.string(),
  writeId: z.string(),
});

const receiptRows = z.array(z.tuple([text<DecisionId>(), z.int().min(0), z.number()], z.literal(1)));

export function statisticsKey(key: StatisticsKey): Item {
  return { model: key.model, bucket: bucketOf(key) };
}

/** What the item holds besides its key. */
export function statisticsAttributes({ statistics, receipts, version }: StatisticsItem): Item {
  return {
    version,
    statistics: packStatistics(statistics),
    receipts: JSON.stringify(
      receipts.map(({ decisionId, seq, reward, removed }) => [
        decisionId,
        seq,
        reward,
        ...(removed === true ? [1] : []),
      ]),
    ),
  };
}

/** @throws {CorruptStateError} `record-corrupt` or `statistics-corrupt` */
export function statisticsItemOf(item: Item): StatisticsItem {
  const stored = readStored(statisticsItem, item, 'statistics item');
  return {
    key: { model: stored.model, ...parseBucket(stored.bucket) },
    statistics: unpackStatistics(stored.statistics),
    receipts: receiptsOf(stored.receipts),
    version: stored.version,
  };
}

function receiptsOf(json: string): Receipt[] {
  const rows = readStoredJson(receiptRows, json, 'list of receipts');
  return rows.map(([decisionId, seq, reward, removed]) => ({
    decisionId,
    seq,
    reward,
    ...(removed === undefined ? {} : { removed: true }),
  }));
}
