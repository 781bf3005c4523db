import { randomBytes } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { translateAwsError, translatingErrors } from '../translate-aws-error.ts';
import type { Item, Table } from './table.ts';

/** What must be stored for a write to happen: nothing under the key, or an item of this version. */
export type Expected = 'nothing' | number;

/**
 * Puts the item if what is stored is as expected, and says whether the stored item is now this one.
 * @remarks The SDK repeats a put whose answer was lost, and the repetition then fails on the first one's success. So
 * each put carries a `writeId`, and when a condition fails after more than one attempt, a consistent read tells our own
 * success from another writer's. One case stays undecidable: our put succeeded, its answer was lost, and another
 * writer replaced the item before the repetition; then the answer is `false` though the write took place. Every caller
 * of these ports reads again after `moved`, and that is safe because each change can be recognised in what is read:
 * - statistics: the other writer settled our receipts before it could replace them, so the decisions we re-read are
 *   covered and dropped from the fold;
 * - decision states: events are a set by id and credits are numbered by `seq`, so doing it again changes nothing;
 * - profiles: our own reservation is found under its decision id; at worst it counts against a cap until its window
 *   ends, which errs towards not contacting;
 * - feature records: merging is idempotent, so merging again changes nothing;
 * - champions: publishing again finds the same snapshot served;
 * - policy books: the history tells whether the very change was made.
 */
export async function conditionalPut(
  table: Table,
  key: Item,
  rest: Item,
  expected: Expected,
): Promise<boolean> {
  const writeId = randomBytes(8).toString('base64url');
  const [keyName = ''] = Object.keys(key);
  const condition =
    expected === 'nothing'
      ? { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': keyName } }
      : {
          ConditionExpression: '#version = :expected',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':expected': expected },
        };
  try {
    await table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...key, ...rest, writeId }, ...condition }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') {
      throw translateAwsError(error, 'storage-unavailable');
    }
    return attemptsOf(error) > 1 && (await storedWriteId(table, key)) === writeId;
  }
}

/** The version to expect below `next`: versions start at 1, so below 1 there is nothing. */
export function versionBefore(next: number): Expected {
  return next === 1 ? 'nothing' : next - 1;
}

function attemptsOf(error: Error & { $metadata?: { attempts?: number } }): number {
  return error.$metadata?.attempts ?? 1;
}

async function storedWriteId({ client, name }: Table, key: Item): Promise<unknown> {
  const answer = await translatingErrors('storage-unavailable', () =>
    client.send(
      new GetCommand({ TableName: name, Key: key, ConsistentRead: true, ProjectionExpression: 'writeId' }),
    ),
  );
  return answer.Item?.['writeId'];
}
