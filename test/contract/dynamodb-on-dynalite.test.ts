import { afterAll, beforeAll, describe } from 'vitest';
import type { AwsClients } from '../../src/adapters/aws-clients.ts';
import { startDynalite } from '../support/engines/dynalite-engine.ts';
import { freshTablePorts } from '../support/engines/dynamo-ports.ts';
import type { Engine } from '../support/engines/engine.ts';
import { clientsFor } from '../support/engines/engine-clients.ts';
import { tablePortsContract } from './table-ports.contract.ts';

describe('DynamoDB on dynalite', () => {
  let engine: Engine;
  let clients: AwsClients;

  beforeAll(async () => {
    engine = await startDynalite();
    clients = clientsFor(engine.endpoint);
  });

  afterAll(async () => {
    clients.dynamodb.destroy();
    await engine.stop();
  });

  tablePortsContract(() => freshTablePorts(clients));
});
