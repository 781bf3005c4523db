import * as z from 'zod';
import type { DecisionState, RecordedEvent } from '../../core/decision/decision-state.ts';
import type { ActionId, BorrowerId, DecisionId, EventId, ModelId } from '../../core/identifiers.ts';
import type { AttributedEvent } from '../../core/reward/attributed-event.ts';
import type { DecisionWeek } from '../../core/time/decision-week.ts';
import { dueShard } from './due-shard.ts';
import { moment, readStored, readStoredJson, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

/**
 * A write is priced by the whole item, so it must stay below 1 KB: events are one JSON text of
 * `[id, type, occurredAt, digest]` rows, what is attributed one of `[id, type, occurredAt, share]` rows. The names `borrower` and `decided` differ from the record's on purpose: with
 * those the state would enter the `borrower` index. `dueShard` and `dueAt` are there only while something is owed.
 */
const stateItem = z.strictObject({
  id: text<DecisionId>(),
  part: z.literal('state'),
  version,
  model: text<ModelId>(),
  borrower: text<BorrowerId>(),
  accountId: z.string().exactOptional(),
  action: text<ActionId>(),
  week: z.custom<DecisionWeek>((value) => Number.isSafeInteger(value)),
  decided: moment,
  dispatch: z.enum(['not-required', 'pending', 'confirmed', 'void']),
  forced: z.literal(true).exactOptional(),
  sentAt: moment.exactOptional(),
  sendBefore: moment.exactOptional(),
  points: z.array(z.string()).exactOptional(),
  voidReason: z.string().exactOptional(),
  windowEndsAt: moment.exactOptional(),
  rewardWindowEndsAt: moment.exactOptional(),
  events: z.string(),
  attributed: z.string().exactOptional(),
  reward: z.number(),
  seq: z.int().min(0),
  creditedSeq: z.int().min(0).exactOptional(),
  creditedReward: z.number().exactOptional(),
  erasure: z.enum(['asked', 'unlearned']).exactOptional(),
  dueShard: z.string().exactOptional(),
  dueAt: moment.exactOptional(),
  writeId: z.string(),
});

const eventRows = z.array(z.tuple([text<EventId>(), z.string(), moment, z.string()]));

const attributedRows = z.array(z.tuple([text<EventId>(), z.string(), moment, z.number().positive().max(1)]));

export function stateKey(id: DecisionId): Item {
  return { id, part: 'state' };
}

/** What is left in the place of the state of an erased decision; without a version no write can replace it. */
export const ERASED: Item = { erased: true };

export function isErased(item: Item): boolean {
  return item['erased'] === true;
}

/** What the item holds besides its key. */
export function stateAttributes(state: DecisionState): Item {
  const { decisionId, borrowerId, decidedAt, events, attributed, credited, dueAt, ...same } = state;
  return {
    ...same,
    borrower: borrowerId,
    decided: decidedAt,
    events: JSON.stringify(events.map(({ id, type, occurredAt, digest }) => [id, type, occurredAt, digest])),
    ...(attributed === undefined
      ? {}
      : {
          attributed: JSON.stringify(
            attributed.map(({ id, type, occurredAt, share }) => [id, type, occurredAt, share]),
          ),
        }),
    ...(credited === undefined ? {} : { creditedSeq: credited.seq, creditedReward: credited.reward }),
    ...(dueAt === undefined ? {} : { dueShard: dueShard(decisionId), dueAt }),
  };
}

/** @throws {CorruptStateError} `record-corrupt` */
export function stateOf(item: Item): DecisionState {
  const stored = readStored(stateItem, item, 'decision state');
  const { id, part: _part, writeId: _writeId, dueShard: _dueShard, ...own } = stored;
  const { borrower, decided, events, attributed, creditedSeq, creditedReward, ...same } = own;
  return {
    ...same,
    decisionId: id,
    borrowerId: borrower,
    decidedAt: decided,
    events: eventsOf(events),
    ...(attributed === undefined ? {} : { attributed: attributedOf(attributed) }),
    ...(creditedSeq === undefined || creditedReward === undefined
      ? {}
      : { credited: { seq: creditedSeq, reward: creditedReward } }),
  };
}

function eventsOf(json: string): RecordedEvent[] {
  const rows = readStoredJson(eventRows, json, 'list of events');
  return rows.map(([id, type, occurredAt, digest]) => ({ id, type, occurredAt, digest }));
}

function attributedOf(json: string): AttributedEvent[] {
  const rows = readStoredJson(attributedRows, json, 'list of attributed events');
  return rows.map(([id, type, occurredAt, share]) => ({ id, type, occurredAt, share }));
}
