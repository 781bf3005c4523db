import { afterAll, beforeAll, describe } from 'vitest';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { startDynalite } from '../../support/engines/dynalite-engine.ts';
import { freshTablePorts, type TablePorts } from '../../support/engines/dynamo-ports.ts';
import type { Engine } from '../../support/engines/engine.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import { crashPointsSuite } from './every-crash-point.ts';

describe('on dynalite', () => {
  let engine: Engine;
  let clients: AwsClients;
  let tables: TablePorts;

  beforeAll(async () => {
    engine = await startDynalite();
    clients = clientsFor(engine.endpoint);
    tables = await freshTablePorts(clients);
  });

  afterAll(async () => {
    clients.dynamodb.destroy();
    await engine.stop();
  });

  crashPointsSuite(() => tables);
});
