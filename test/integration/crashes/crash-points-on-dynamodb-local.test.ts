import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { freshTablePorts, type TablePorts } from '../../support/engines/dynamo-ports.ts';
import { findDynamoDbLocal } from '../../support/engines/dynamodb-local-engine.ts';
import type { Engine } from '../../support/engines/engine.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import { crashPointsSuite } from './every-crash-point.ts';

const found = await findDynamoDbLocal();

if (found.kind === 'ready') {
  describe("on AWS's DynamoDB Local", () => {
    let engine: Engine;
    let clients: AwsClients;
    let tables: TablePorts;

    beforeAll(async () => {
      engine = await found.start();
      clients = clientsFor(engine.endpoint);
      tables = await freshTablePorts(clients);
    });

    afterAll(async () => {
      clients.dynamodb.destroy();
      await engine.stop();
    });

    crashPointsSuite(() => tables);
  });
} else {
  test(`DynamoDB Local does not run here: ${found.reason}`, () => {
    console.info(`No process died on DynamoDB Local: ${found.reason}.`);
    const mustRun = process.env['CI'] !== undefined && found.why !== 'no-java';
    expect(mustRun, 'continuous integration with Java must run it').toBe(false);
  });
}
