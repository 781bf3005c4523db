import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../../cli/evaluate/open-log.ts';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { s3Objects } from '../../../src/adapters/s3/s3-objects.ts';
import { collect } from '../../support/collect.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import { type FauxqsEngine, startQueuesAndBuckets } from '../../support/engines/fauxqs-engine.ts';

describe('a log in S3', () => {
  let engine: FauxqsEngine;
  let clients: AwsClients;
  const folder = mkdtempSync(join(tmpdir(), 'rapport-s3-log-'));
  const objects: readonly (readonly [key: string, text: string])[] = [
    ['matured/v1/day=2026-11-02/part-01.jsonl', '{"second":2}\n'],
    ['matured/v1/day=2026-11-01/part-07.jsonl', '{"first":1}\n'],
    ['matured/v1/notes.txt', 'no log'],
    ['elsewhere/part.jsonl', '{"other":0}\n'],
  ];

  beforeAll(async () => {
    engine = await startQueuesAndBuckets();
    clients = clientsFor(engine.endpoint);
    engine.createBucket('logs');
    for (const [Key, Body] of objects)
      await clients.s3.send(new PutObjectCommand({ Bucket: 'logs', Key, Body }));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    clients.sqs.destroy();
    clients.s3.destroy();
    await engine.stop();
  });

  it('is listed by its prefix, in order, and read as it is', async () => {
    const bucket = s3Objects(clients.s3, 'logs');
    const keys = await collect(bucket.keys('matured/v1/day='));
    expect(keys).toEqual([objects[1]?.[0], objects[0]?.[0]]);
    const bytes = Buffer.concat(await collect(bucket.bytes(keys[0] ?? '')));
    expect(bytes.toString()).toBe('{"first":1}\n');
  });

  it('is copied day by day, without what is no log', async () => {
    const open = { bucketOf: (name: string) => s3Objects(clients.s3, name) };
    const { files } = await openLog('s3://logs/matured/v1/', undefined, folder, async () => undefined, open);
    expect(files.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['{"first":1}\n', '{"second":2}\n']);
    const nothing = openLog('s3://logs/nothing/', undefined, folder, async () => undefined, open);
    await expect(nothing).rejects.toThrow('There is nothing at s3://logs/nothing/.');
  });
});
