import { describe, expect, test } from 'vitest';
import { createAwsClients } from '../../../src/adapters/aws-clients.ts';

describe('the SDK clients', () => {
  const here = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

  test('give up after a bounded number of attempts', async () => {
    const { dynamodb, sqs, s3 } = createAwsClients(here);
    for (const client of [dynamodb, sqs, s3]) expect(await client.config.maxAttempts()).toBe(4);
    const { dynamodb: once } = createAwsClients({ ...here, maxAttempts: 1 });
    expect(await once.config.maxAttempts()).toBe(1);
  });

  test('address buckets by host name unless told otherwise', () => {
    expect(createAwsClients(here).s3.config.forcePathStyle).toBe(false);
    expect(createAwsClients({ ...here, s3PathStyle: true }).s3.config.forcePathStyle).toBe(true);
  });

  test('go where each service is said to be', async () => {
    const endpoints = { dynamodb: 'http://localhost:1', sqs: 'http://localhost:2', s3: 'http://localhost:3' };
    const { dynamodb, sqs, s3 } = createAwsClients({ ...here, endpoints });
    const ports = await Promise.all(
      [dynamodb, sqs, s3].map(async (each) => (await each.config.endpoint?.())?.port),
    );
    expect(ports).toStrictEqual([1, 2, 3]);
  });
});
