import { deflateSync } from 'node:zlib';
import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import type { PolicyBookStore } from '../../../src/app/ports/policy-book-store.ts';
import type { ExperimentId } from '../../../src/core/identifiers.ts';
import type { TableName } from '../../../src/shared-names.ts';
import { model } from '../../support/builders/identifiers.ts';
import {
  aBookedExperiment,
  aChange,
  anExperiment,
  aPolicyBook,
} from '../../support/builders/policy-books.ts';
import { startDynalite } from '../../support/engines/dynalite-engine.ts';
import { freshTableNames, tablePorts } from '../../support/engines/dynamo-ports.ts';
import type { Engine } from '../../support/engines/engine.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import { storedItemSize } from '../../support/stored-item-size.ts';

const CONTACT = model('contact');

describe('policy books as they are stored', () => {
  let engine: Engine;
  let clients: AwsClients;
  let tables: Record<TableName, string>;
  let books: PolicyBookStore;

  beforeAll(async () => {
    engine = await startDynalite();
    clients = clientsFor(engine.endpoint);
  });

  beforeEach(async () => {
    tables = freshTableNames();
    await createTables(clients.dynamodb, tables);
    books = tablePorts(clients, tables).policyBooks;
  });

  afterAll(async () => {
    clients.dynamodb.destroy();
    await engine.stop();
  });

  async function put(
    kind: string,
    id: string,
    attributes: Readonly<Record<string, string | Buffer>>,
  ): Promise<void> {
    const values = Object.entries(attributes).map(([name, value]) => [name, marshalled(value)] as const);
    const Item = { kind: { S: kind }, id: { S: id }, ...Object.fromEntries(values), version: { N: '1' } };
    await clients.dynamodb.send(new PutItemCommand({ TableName: tables.control, Item }));
  }

  test('a writer that died between its two writes leaves a history without gap or repetition', async () => {
    await books.put(aPolicyBook(1));
    await put('policy-change', 'contact#00000001', { change: JSON.stringify(aPolicyBook(1).change) });
    expect(await books.history(CONTACT)).toStrictEqual([aPolicyBook(1).change]);
    const next = aPolicyBook(2, { change: aChange({ version: 2, kind: 'start' }) });
    expect(await books.put(next)).toBe('stored');
    expect((await books.history(CONTACT)).map(({ kind }) => kind)).toEqual(['propose', 'start']);
  });

  const { experiments, ...withoutExperiments } = aPolicyBook(1);
  const [booked] = experiments;

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a book without experiments', JSON.stringify(withoutExperiments)],
    [
      'an experiment without its variants',
      JSON.stringify({ ...withoutExperiments, experiments: [{ ...booked, experiment: {} }] }),
    ],
    ['a book from a later program', JSON.stringify({ ...aPolicyBook(1), seasons: [] })],
  ])('%s is not believed', async (_, book) => {
    await put('policy-book', CONTACT, { book: deflateSync(book), writeId: 'w' });
    await expect(books.get(CONTACT)).rejects.toMatchObject({ code: 'record-corrupt' });
    await expect(books.put(aPolicyBook(2))).rejects.toMatchObject({ code: 'record-corrupt' });
  });

  test.each([
    ['a text', JSON.stringify(aPolicyBook(1))],
    ['bytes that are not deflated', Buffer.from(JSON.stringify(aPolicyBook(1)))],
    ['an endless text', deflateSync(Buffer.alloc(17 * 1024 * 1024, ' '))],
  ])('%s in the place of a book is not believed', async (_, book) => {
    await put('policy-book', CONTACT, { book, writeId: 'w' });
    await expect(books.get(CONTACT)).rejects.toMatchObject({ code: 'record-corrupt' });
  });

  test('a book of two hundred experiments costs decisions two read units', async () => {
    const many = Array.from({ length: 200 }, (_, index) => {
      const id = `experiment-${index}` as ExperimentId;
      return aBookedExperiment({ status: 'stopped', experiment: anExperiment({ id, salt: id }) });
    });
    const book = aPolicyBook(1, { experiments: many });
    await books.put(book);
    const Key = { kind: { S: 'policy-book' }, id: { S: CONTACT } };
    const { Item = {} } = await clients.dynamodb.send(new GetItemCommand({ TableName: tables.control, Key }));
    expect(storedItemSize(Item)).toBeLessThan(2 * 4096);
    expect(await books.get(CONTACT)).toStrictEqual(book);
  });

  test('a change that is no change is not believed', async () => {
    await books.put(aPolicyBook(1));
    await books.put(aPolicyBook(2));
    await put('policy-change', 'contact#00000001', { change: '{"version":1}' });
    await expect(books.history(CONTACT)).rejects.toMatchObject({ code: 'record-corrupt' });
  });
});

function marshalled(value: string | Buffer): AttributeValue {
  return typeof value === 'string' ? { S: value } : { B: value };
}
