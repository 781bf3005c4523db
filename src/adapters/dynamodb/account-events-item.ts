import * as z from 'zod';
import type { BorrowerEvents, RecordedAccountEvent } from '../../app/ports/account-events.ts';
import type { BorrowerId, EventId } from '../../core/identifiers.ts';
import { moment, readStored, readStoredJson, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

export const ACCOUNT_PART = 'account';

/**
 * The events are one JSON text of `[id, type, occurredAt, digest]` rows, with the account as a fifth where one is named.
 * The name `borrower` differs from the record's on purpose: with that the item could enter the `borrower` index.
 */
const accountItem = z.strictObject({
  id: z.string(),
  part: z.literal(ACCOUNT_PART),
  borrower: text<BorrowerId>(),
  events: z.string(),
  version,
  writeId: z.string(),
});

const eventRows = z.array(
  z.union([
    z.tuple([text<EventId>(), z.string(), moment, z.string()]),
    z.tuple([text<EventId>(), z.string(), moment, z.string(), z.string()]),
  ]),
);

/** No decision's id begins like this. */
export function accountEventsKey(borrower: BorrowerId): Item {
  return { id: `account#${borrower}`, part: ACCOUNT_PART };
}

/** What the item holds besides its key. */
export function accountEventsAttributes({ borrowerId, events, version }: BorrowerEvents): Item {
  const rows = events.map(({ id, type, occurredAt, digest, accountId }) =>
    accountId === undefined ? [id, type, occurredAt, digest] : [id, type, occurredAt, digest, accountId],
  );
  return { borrower: borrowerId, events: JSON.stringify(rows), version };
}

/** @throws {CorruptStateError} `record-corrupt` */
export function accountEventsOf(item: Item): BorrowerEvents {
  const { borrower, events, version } = readStored(accountItem, item, 'set of account events');
  return { borrowerId: borrower, events: eventsOf(events), version };
}

function eventsOf(json: string): RecordedAccountEvent[] {
  const rows = readStoredJson(eventRows, json, 'list of account events');
  return rows.map(([id, type, occurredAt, digest, accountId]) => ({
    id,
    type,
    occurredAt,
    digest,
    ...(accountId === undefined ? {} : { accountId }),
  }));
}
