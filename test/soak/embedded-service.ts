import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { closeClients, loopbackClients } from '../../local/loopback-clients.ts';
import { portsOn } from '../../local/loopback-ports.ts';
import { deadLetterName, queueName, queueUrl, WORK_QUEUES } from '../../local/resource-names.ts';
import { startEngines } from '../../local/start-engines.ts';
import { silentTelemetry } from '../../src/adapters/silent-telemetry.ts';
import { randomSource } from '../../src/core/simulation/random-source.ts';
import type { HttpEventOptions } from '../support/lambda-events.ts';
import type { Answer } from '../support/lambda-service.ts';
import { startMortalWorkers } from './mortal-workers.ts';
import type { SoakService } from './soak-service.ts';

/** SQS's limit on one batch. */
const BATCH = 10;
const LOOK_MS = 20;
const LAST_REQUESTS_MS = 500;
/** How long an empty queue is waited for before it is said not to be. */
const IDLE_LOOKS = 50;

/** Processes that are really killed, on DynamoDB, SQS and S3 as embedded, in memory. */
export async function embeddedService(seed: number): Promise<SoakService> {
  const engines = await startEngines({ wasKilled: false });
  const clients = loopbackClients(engines.ports);
  const workers = startMortalWorkers(engines.ports, randomSource(seed, 'deaths'));
  let redriven = 0;
  const urlOf = (name: string) => queueUrl(engines.ports.sqsS3, name);
  const visible = async (name: string) =>
    await depth(clients.sqs, urlOf(name), ['ApproximateNumberOfMessages']);
  const held = async (name: string) =>
    await depth(clients.sqs, urlOf(name), [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
    ]);
  const sum = async (names: readonly string[], measure: (name: string) => Promise<number>) =>
    (await Promise.all(names.map(measure))).reduce((total, each) => total + each, 0);

  return {
    ports: portsOn(clients, engines.ports, silentTelemetry),
    async call(routeKey, request) {
      for (;;) {
        const answer = await ask(await workers.url(), routeKey, request);
        if (answer !== undefined && answer.status < 500) return answer;
      }
    },
    async enqueue(bodies) {
      for (let start = 0; start < bodies.length; start += BATCH) {
        const Entries = bodies
          .slice(start, start + BATCH)
          .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
        await clients.sqs.send(
          new SendMessageBatchCommand({ QueueUrl: urlOf(queueName('outcomes')), Entries }),
        );
      }
    },
    async work() {
      while ((await visible(queueName('outcomes'))) > 0) await wait(LOOK_MS);
    },
    // Simulated days pass in less time than a message of a killed process is hidden.
    async caughtUp() {
      while ((await held(queueName('outcomes'))) > 0) await wait(LOOK_MS);
    },
    mature: async (at) => (await workers.run('mature', at)) ?? 1,
    publish: async (at) => {
      await workers.run('publish', at);
    },
    async isIdle() {
      for (let look = 0; look < IDLE_LOOKS; look += 1) {
        if ((await sum(WORK_QUEUES.map(queueName), held)) === 0) return true;
        await wait(LOOK_MS);
      }
      return false;
    },
    async redrive() {
      let again = 0;
      for (const queue of WORK_QUEUES) {
        again += await moveAll(clients.sqs, urlOf(deadLetterName(queue)), urlOf(queueName(queue)));
      }
      redriven += again;
      return again;
    },
    tally: async () => ({ ...workers.tally, redriven }),
    async close() {
      await workers.close();
      closeClients(clients);
      // What the killed had asked for last: dynalite fails when it is closed over a request.
      await wait(LAST_REQUESTS_MS);
      await engines.stop();
    },
  };
}

/** The answer; nothing when the connection broke, as it does when a process is killed. */
async function ask(url: string, routeKey: string, request: HttpEventOptions): Promise<Answer | undefined> {
  const [method = 'GET', template = '/'] = routeKey.split(' ');
  const path = template.replace('{id}', encodeURIComponent(request.id ?? ''));
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...request.headers },
      body: JSON.stringify(request.body),
    });
    return { status: response.status, headers: {}, body: await response.json() };
  } catch {
    return undefined;
  }
}

/** Sends each message to the other queue before it is taken off this one. */
async function moveAll(client: SQSClient, from: string, to: string): Promise<number> {
  for (let moved = 0; ; moved += 1) {
    const { Messages: [message] = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: from, MaxNumberOfMessages: 1, WaitTimeSeconds: 0 }),
    );
    if (message === undefined) return moved;
    await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: message.Body ?? '' }));
    await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle: message.ReceiptHandle }));
  }
}

async function depth(client: SQSClient, url: string, names: readonly QueueAttributeName[]): Promise<number> {
  const { Attributes: attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
  );
  return Object.values(attributes).reduce((total, count) => total + Number(count), 0);
}
