import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { TableName } from '../../../src/shared-names.ts';
import { at, borrowerId, decisionId } from '../../support/builders/identifiers.ts';
import { aRecord } from '../../support/builders/record-builder.ts';
import { aFullState, anEvent, aSettledState, aState } from '../../support/builders/state-builder.ts';
import { collect } from '../../support/collect.ts';
import { startDynalite } from '../../support/engines/dynalite-engine.ts';
import { freshTableNames, tablePorts } from '../../support/engines/dynamo-ports.ts';
import type { Engine } from '../../support/engines/engine.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import { storedItemSize } from '../../support/stored-item-size.ts';

/** A write unit pays for 1 KB; every byte more doubles the price of the write. */
const WRITE_UNIT_BYTES = 1024;

describe('items as they are stored', () => {
  let engine: Engine;
  let clients: AwsClients;
  let tables: Record<TableName, string>;
  let ports: Pick<Ports, 'ledger' | 'accountEvents'>;

  beforeAll(async () => {
    engine = await startDynalite();
    clients = clientsFor(engine.endpoint);
    tables = freshTableNames();
    await createTables(clients.dynamodb, tables);
    ports = tablePorts(clients, tables);
  });

  afterAll(async () => {
    clients.dynamodb.destroy();
    await engine.stop();
  });

  async function stored(id: string, part: 'record' | 'state') {
    const Key = { id: { S: id }, part: { S: part } };
    const { Item } = await clients.dynamodb.send(new GetItemCommand({ TableName: tables.decisions, Key }));
    return Item ?? {};
  }

  test('a state with every part and four events costs one write unit, and so does one with six', async () => {
    const { events } = aFullState();
    const six = [...events, anEvent('payment'), anEvent('payment-returned')];
    for (const [name, state] of Object.entries({
      four: aFullState({ decisionId: decisionId('four') }),
      six: aFullState({ decisionId: decisionId('six'), events: six }),
    })) {
      await ports.ledger.createState(state);
      const size = storedItemSize(await stored(state.decisionId, 'state'));
      expect(size, name).toBeLessThan(WRITE_UNIT_BYTES);
      expect(size, name).toBeGreaterThan(500);
    }
  });

  test('a state with four events and two that are attributed costs one write unit', async () => {
    const attributed = ['payment', 'promise-kept'].map((type) => {
      const { id, occurredAt } = anEvent(type);
      return { id, type, occurredAt, share: 1 / 3 };
    });
    const state = aFullState({ decisionId: decisionId('attributed'), accountId: 'a-77', attributed });
    await ports.ledger.createState(state);
    expect(storedItemSize(await stored(state.decisionId, 'state'))).toBeLessThan(WRITE_UNIT_BYTES);
    expect(await ports.ledger.getState(state.decisionId)).toStrictEqual(state);
  });

  test("a borrower's events are in no index, and no record", async () => {
    const { digest, ...event } = anEvent('payment');
    await ports.accountEvents.put({
      borrowerId: borrowerId('b-7'),
      events: [{ ...event, digest }],
      version: 1,
    });
    for (const IndexName of ['due', 'borrower']) {
      const scan = new ScanCommand({ TableName: tables.decisions, IndexName });
      const { Items = [] } = await clients.dynamodb.send(scan);
      expect(Items.filter(({ part }) => part?.S === 'account')).toStrictEqual([]);
    }
    const records = await collect(ports.ledger.allRecords());
    expect(records.filter((record) => record.borrowerId === 'b-7')).toStrictEqual([]);
    expect(await ports.ledger.decisionsOf(borrowerId('b-7'), at('1970-01-01T00:00:00Z'), 10)).toStrictEqual(
      [],
    );
  });

  test('a record of three eligible actions costs one write unit', async () => {
    await ports.ledger.createRecord(aRecord());
    expect(storedItemSize(await stored(decisionId('record'), 'record'))).toBeLessThan(WRITE_UNIT_BYTES);
  });

  test('a record whose context came from the feature record in part costs one write unit too', async () => {
    const observedAt = at('2026-11-20T00:00:00Z');
    const sources = {
      fromRecord: { balanceUsd: observedAt, paymentScore: observedAt },
      unused: { lastOpenedChannel: { observedAt, why: 'stale' as const } },
    };
    await ports.ledger.createRecord(aRecord({ decisionId: decisionId('completed'), sources }));
    const size = storedItemSize(await stored(decisionId('completed'), 'record'));
    expect(size).toBeLessThan(WRITE_UNIT_BYTES);
  });

  test('only states that owe something are in the `due` index, only records in the `borrower` index', async () => {
    const ids = { due: decisionId('due'), settled: decisionId('settled'), record: decisionId('indexed') };
    await ports.ledger.createState(aState({ decisionId: ids.due }));
    await ports.ledger.createState(aSettledState({ decisionId: ids.settled }));
    await ports.ledger.createRecord(aRecord({ decisionId: ids.record, borrowerId: borrowerId('b-9') }));
    const inIndex = async (IndexName: string) => {
      const scan = new ScanCommand({ TableName: tables.decisions, IndexName });
      const { Items = [] } = await clients.dynamodb.send(scan);
      return Items.map(({ id, part }) => `${part?.S} ${id?.S}`);
    };
    expect(await inIndex('due')).toContain(`state ${ids.due}`);
    expect(await inIndex('due')).not.toContain(`state ${ids.settled}`);
    expect(await inIndex('borrower')).toContain(`record ${ids.record}`);
    expect((await inIndex('borrower')).filter((entry) => entry.startsWith('state'))).toStrictEqual([]);
  });

  test('an item that something else wrote is refused as corrupt, not half understood', async () => {
    const id = decisionId('foreign');
    await ports.ledger.createState(aState({ decisionId: id }));
    const item = await stored(id, 'state');
    for (const change of [
      { seq: { N: '-1' } },
      { dispatch: { S: 'sent' } },
      { events: { S: '[[1,2]]' } },
      { events: { S: '{' } },
      { attributed: { S: '[["e","payment",1,2]]' } },
      { surplus: { S: 'x' } },
    ]) {
      const Item = { ...item, ...change };
      await clients.dynamodb.send(new PutItemCommand({ TableName: tables.decisions, Item }));
      await expect(ports.ledger.getState(id)).rejects.toMatchObject({ code: 'record-corrupt' });
    }
    await clients.dynamodb.send(new PutItemCommand({ TableName: tables.decisions, Item: item }));
    expect(await ports.ledger.getState(id)).toStrictEqual(aState({ decisionId: id }));
  });

  test('a record under the key of another is refused', async () => {
    const mine = aRecord({ decisionId: decisionId('mine'), decidedAt: at('2026-11-24T00:00:00Z') });
    await ports.ledger.createRecord(mine);
    const Item = { ...(await stored(mine.decisionId, 'record')), id: { S: decisionId('stolen') } };
    await clients.dynamodb.send(new PutItemCommand({ TableName: tables.decisions, Item }));
    await expect(ports.ledger.getRecord(decisionId('stolen'))).rejects.toMatchObject({
      code: 'record-corrupt',
    });
  });
});
