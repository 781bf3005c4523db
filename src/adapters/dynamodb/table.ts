import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** One deployed table, with the client that reaches it. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** An item or a key as the document client takes and gives it; decoded by a schema before anything is believed. */
export type Item = Record<string, unknown>;
