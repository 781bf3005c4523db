import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AwsClients } from '../../../src/adapters/aws-clients.ts';
import { creditCodec, type MessageCodec } from '../../../src/adapters/message-codec.ts';
import { createSqsWorkQueue } from '../../../src/adapters/sqs/sqs-work-queue.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import { decisionId } from '../../support/builders/identifiers.ts';
import { clientsFor } from '../../support/engines/engine-clients.ts';
import { type Fault, type FaultyProxy, json, startFaultyProxy } from '../../support/engines/faulty-proxy.ts';
import { type FauxqsEngine, startQueuesAndBuckets } from '../../support/engines/fauxqs-engine.ts';
import { receivedBodies } from '../../support/engines/received-bodies.ts';

describe('a batch that SQS takes only in part', () => {
  let engine: FauxqsEngine;
  let proxy: FaultyProxy;
  let clients: AwsClients;
  let url: string;
  let queues = 0;

  beforeAll(async () => {
    engine = await startQueuesAndBuckets();
    proxy = await startFaultyProxy(engine);
    clients = clientsFor(proxy.endpoint);
  });

  beforeEach(() => {
    url = engine.createQueue(`credits-${++queues}`);
    proxy.always((body, forward) => forward(body));
  });

  afterAll(async () => {
    clients.sqs.destroy();
    await proxy.stop();
    await engine.stop();
  });

  const messages = Array.from({ length: 10 }, (_, n) => ({ decisionId: decisionId(n) }));

  test('is completed by sending only what was refused', async () => {
    proxy.next(taking(3), taking(1));
    await createSqsWorkQueue(clients.sqs, url, creditCodec).send(messages);
    const bodies = await receivedBodies(clients.sqs, url);
    expect(bodies.sort()).toStrictEqual(messages.map((message) => creditCodec.serialize(message)).sort());
  });

  test('is held back until the next full quarter of an hour where messages are to come together', async () => {
    const delays: number[] = [];
    proxy.always((body, forward) => {
      const { Entries = [] } = JSON.parse(String(body)) as { Entries?: { DelaySeconds?: number }[] };
      delays.push(...Entries.map(({ DelaySeconds = 0 }) => DelaySeconds));
      return forward(body);
    });
    for (const time of ['12:00:00.000', '12:00:00.001', '12:14:59.999', '12:07:30.000']) {
      const gathering = { seconds: 900, now: () => Date.parse(`2026-11-24T${time}Z`) };
      await createSqsWorkQueue(clients.sqs, url, creditCodec, gathering).send(messages.slice(0, 1));
    }
    expect(delays).toEqual([900, 900, 1, 450]);
    expect(await createSqsWorkQueue(clients.sqs, url, creditCodec).underWay(), 'delayed ones count').toBe(4);
  });

  test('fails as unavailable when SQS goes on refusing', async () => {
    proxy.always(taking(0));
    const sending = createSqsWorkQueue(clients.sqs, url, creditCodec).send(messages);
    await expect(sending).rejects.toMatchObject({ code: 'queue-unavailable', details: { refused: 10 } });
  });

  test('fails for good, at once, when the message itself is refused', async () => {
    const unlawful: MessageCodec<string> = { serialize: (text) => text, parse: (text) => text };
    const sending = createSqsWorkQueue(clients.sqs, url, unlawful).send(['fine', 'not fine: \u0001']);
    const failure = await sending.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(UnavailableError);
    expect(String(failure)).toContain('InvalidMessageContents');
  });
});

/** SQS takes the first entries of the batch and is short of capacity for the others. */
function taking(count: number): Fault {
  return async (body, forward) => {
    const request = JSON.parse(body.toString('utf8'));
    const Failed = request.Entries.slice(count).map(({ Id }: { Id: string }) => ({
      Id,
      Code: 'ServiceUnavailable',
      SenderFault: false,
    }));
    if (count === 0) return json(200, { Successful: [], Failed });
    const part = { ...request, Entries: request.Entries.slice(0, count) };
    const answer = await forward(Buffer.from(JSON.stringify(part)));
    return json(200, { ...JSON.parse(answer.body.toString('utf8')), Failed });
  };
}
