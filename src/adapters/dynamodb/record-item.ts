import * as z from 'zod';
import type { DecisionRecord } from '../../core/decision/decision-record.ts';
import { CorruptStateError } from '../../core/errors.ts';
import type { BorrowerId, DecisionId } from '../../core/identifiers.ts';
import { decodeRecord, encodeRecord } from './record-codec.ts';
import { moment, readStored, text } from './stored-values.ts';
import type { Item } from './table.ts';

/** `borrowerId` and `decidedAt` stand outside the body for the `borrower` index. */
const recordItem = z.strictObject({
  id: text<DecisionId>(),
  part: z.literal('record'),
  borrowerId: text<BorrowerId>(),
  decidedAt: moment,
  body: z.instanceof(Uint8Array),
  writeId: z.string(),
});

export function recordKey(id: DecisionId): Item {
  return { id, part: 'record' };
}

/** What the item holds besides its key. */
export function recordAttributes(record: DecisionRecord): Item {
  return { borrowerId: record.borrowerId, decidedAt: record.decidedAt, body: encodeRecord(record) };
}

/** @throws {CorruptStateError} `record-corrupt` also when the body is of another decision than its key. */
export function recordOf(item: Item): DecisionRecord {
  const { id, borrowerId, decidedAt, body } = readStored(recordItem, item, 'decision record');
  const record = decodeRecord(body);
  if (record.decisionId !== id || record.borrowerId !== borrowerId || record.decidedAt !== decidedAt) {
    throw new CorruptStateError('record-corrupt', 'A decision record is stored under the key of another.', {
      details: { key: id, decisionId: record.decisionId },
    });
  }
  return record;
}
