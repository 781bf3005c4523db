import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ExposureBook } from '../../app/ports/exposure-book.ts';
import { translateAwsError } from '../translate-aws-error.ts';
import { deleteItem } from './delete-item.ts';
import { decisionText, exposureKey, exposureKind, exposureOf, harmText } from './exposure-item.ts';
import { queryItems } from './read-pages.ts';
import type { Item, Table } from './table.ts';

/**
 * Exposures in the control table: one item per experiment and borrower, two sets that are only ever added to, so that no
 * write reads anything, and none minds being repeated or overtaken.
 */
export function createDynamoExposureBook(table: Table): ExposureBook {
  return {
    expose: (decision) =>
      add(table, exposureKey(decision.experiment, decision.borrowerId), 'decisions', decisionText(decision)),
    note: (experiment, borrowerId, harm) =>
      add(table, exposureKey(experiment, borrowerId), 'harms', harmText(harm), {
        ConditionExpression: 'attribute_exists(id)',
      }),
    async *list(experiment) {
      const items = queryItems(table, {
        ConsistentRead: true,
        KeyConditionExpression: 'kind = :kind',
        ExpressionAttributeValues: { ':kind': exposureKind(experiment) },
      });
      for await (const item of items) yield exposureOf(experiment, item);
    },
    forget: (experiment, borrowerId) => deleteItem(table, exposureKey(experiment, borrowerId)),
  };
}

/** Does nothing where the condition does not hold. */
async function add(
  { client, name }: Table,
  key: Item,
  set: 'decisions' | 'harms',
  row: string,
  condition: Pick<UpdateCommandInput, 'ConditionExpression'> = {},
): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: key,
        UpdateExpression: 'ADD #set :rows',
        ...condition,
        ExpressionAttributeNames: { '#set': set },
        ExpressionAttributeValues: { ':rows': new Set([row]) },
      }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return;
    throw translateAwsError(error, 'storage-unavailable');
  }
}
