import { createHash } from 'node:crypto';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BookedDay, CapacityBook, CapacityUnit } from '../../app/ports/capacity-book.ts';
import type { ChannelId } from '../../core/identifiers.ts';
import { type Instant, instant } from '../../core/time/instant.ts';
import type { UtcDate } from '../../core/time/utc-date.ts';
import { translateAwsError } from '../translate-aws-error.ts';
import { queryItems } from './read-pages.ts';
import { readStored } from './stored-values.ts';
import type { Item, Table } from './table.ts';

const KIND = 'capacity';

/** `id` = channel # date; `units` = what is held, gone when nothing is. */
const dayItem = z.strictObject({
  id: z.string().regex(/^[^#]+#\d{4}-\d{2}-\d{2}$/),
  units: z.set(z.string().regex(/^[0-9a-z]+\.[\w-]{11}$/)).exactOptional(),
});

/**
 * Booked capacity in the control table: one item per channel and day, whose units are a set, so that one conditional
 * update both counts and books.
 * @remarks A write is priced by the whole item, so a unit is short: its instant in base 36 and 64 bits of its token's
 * SHA-256, about 20 bytes. A repetition of an update whose answer was lost finds its unit in the set and succeeds.
 */
export function createDynamoCapacityBook(table: Table): CapacityBook {
  return {
    async reserve(unit, limit) {
      const reserved = await update(table, unit, {
        UpdateExpression: 'ADD #units :unit',
        ConditionExpression:
          'attribute_not_exists(#units) OR size(#units) < :limit OR contains(#units, :text)',
        ExpressionAttributeValues: { ...unitValues(unit), ':limit': limit },
      });
      return reserved ? 'reserved' : 'full';
    },
    async release(unit) {
      await update(table, unit, {
        UpdateExpression: 'DELETE #units :unit',
        // Without it the update would make an empty item of a day that has none.
        ConditionExpression: 'contains(#units, :text)',
        ExpressionAttributeValues: unitValues(unit),
      });
    },
    async booked(channel, from, to) {
      const items = queryItems(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'kind = :kind AND id BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#units': 'units' },
        ExpressionAttributeValues: {
          ':kind': KIND,
          ':from': dayId(channel, from),
          ':to': dayId(channel, to),
        },
        ProjectionExpression: 'id, #units',
      });
      const days: BookedDay[] = [];
      for await (const item of items) days.push(...dayOf(item));
      return days;
    },
  };
}

/** Whether the condition held. */
async function update(
  { client, name }: Table,
  { channel, date }: CapacityUnit,
  change: Omit<UpdateCommandInput, 'TableName' | 'Key' | 'ExpressionAttributeNames'>,
): Promise<boolean> {
  const Key = { kind: KIND, id: dayId(channel, date) };
  try {
    await client.send(
      new UpdateCommand({ TableName: name, Key, ExpressionAttributeNames: { '#units': 'units' }, ...change }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw translateAwsError(error, 'storage-unavailable');
  }
}

/** Channel ids hold no `#`, so the days of a channel are neighbours and nobody else's lie between. */
function dayId(channel: ChannelId, date: UtcDate): string {
  return `${channel}#${date}`;
}

function unitValues({ token, bookedAt }: CapacityUnit): Record<string, unknown> {
  const digest = createHash('sha256').update(token).digest().subarray(0, 8).toString('base64url');
  const unit = `${bookedAt.toString(36)}.${digest}`;
  return { ':unit': new Set([unit]), ':text': unit };
}

function dayOf(item: Item): readonly BookedDay[] {
  const { id, units } = readStored(dayItem, item, 'capacity day');
  if (units === undefined) return [];
  return [{ date: id.slice(-10) as UtcDate, bookedAt: [...units].map(bookedAtOf) }];
}

function bookedAtOf(unit: string): Instant {
  return instant(Number.parseInt(unit, 36));
}
