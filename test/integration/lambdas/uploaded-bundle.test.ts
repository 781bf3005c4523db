import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleOf } from '../../../lib/constructs/bundling.ts';
import { createTables } from '../../../src/adapters/dynamodb/create-tables.ts';
import { ENV } from '../../../src/shared-names.ts';
import { startDynalite } from '../../support/engines/dynalite-engine.ts';
import { freshTableNames } from '../../support/engines/dynamo-ports.ts';
import type { Engine } from '../../support/engines/engine.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import { httpEvent, lambdaContext } from '../../support/lambda-events.ts';

type Handler = (event: unknown, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

describe('the decide function as it is uploaded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-uploaded-'));
  let engine: Engine;
  let handler: Handler;

  beforeAll(async () => {
    engine = await startDynalite();
    const tables = freshTableNames();
    const clients = clientsFor(engine.endpoint);
    await createTables(clients.dynamodb, tables);
    new NodejsFunction(new Stack(new App({ outdir: folder }), 'Uploaded'), 'Function', bundleOf('decide'));
    const [asset] = readdirSync(folder).filter((each) => each.startsWith('asset.'));
    for (const [name, value] of Object.entries({
      [ENV.decisionsTable]: tables.decisions,
      [ENV.profilesTable]: tables.profiles,
      [ENV.statisticsTable]: tables.statistics,
      [ENV.controlTable]: tables.control,
      [ENV.outcomesQueueUrl]: 'https://example.com/outcomes',
      [ENV.creditsQueueUrl]: 'https://example.com/credits',
      [ENV.featuresQueueUrl]: 'https://example.com/features',
      [ENV.logQueueUrl]: 'https://example.com/log',
      [ENV.snapshotBucket]: 'snapshots',
      [ENV.logBucket]: 'log',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    })) {
      vi.stubEnv(name, value);
    }
    ({ handler } = (await import(join(folder, asset ?? '', 'index.mjs'))) as { handler: Handler });
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('talks to DynamoDB and decides', async () => {
    const event = () =>
      httpEvent('POST /v1/decisions', {
        headers: { 'content-type': 'application/json', 'idempotency-key': 'uploaded-1' },
        body: JSON.stringify({
          borrower: { id: 'b-1' },
          purpose: 'servicing',
          context: { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62 },
        }),
      });
    const first = await handler(event(), lambdaContext());
    expect(first.statusCode).toBe(201);
    expect(JSON.parse(first.body ?? '')).toMatchObject({ status: 'withheld' });
    expect((await handler(event(), lambdaContext())).statusCode).toBe(200);
  });
});
