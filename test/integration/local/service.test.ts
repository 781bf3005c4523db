import { readFileSync } from 'node:fs';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { closeClients, loopbackClients } from '../../../local/loopback-clients.ts';
import { openState } from '../../../local/open-state.ts';
import { deadLetterName, queueUrl } from '../../../local/resource-names.ts';
import { type RunningService, startService } from '../../../local/service.ts';
import { readNote } from '../../../local/service-note.ts';
import { stateLayout } from '../../../local/state-directory.ts';
import { makeRedrive } from '../../../src/app/park.ts';
import { makeVerify } from '../../../src/app/verify.ts';
import { decisionIdSchema } from '../../../src/contracts/identifiers.ts';
import type { BorrowerId, EventId } from '../../../src/core/identifiers.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { lastingState, temporaryState } from '../../support/local/temporary-state.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const configuration = SMALL_CONFIGURATION;
const folder = lastingState();
let service: RunningService;

beforeAll(async () => {
  service = await startService({ stateDir: folder.path, port: 0, configuration, simulation: true });
});

afterAll(async () => {
  await service.stop();
  folder.remove();
});

describe('the embedded service', () => {
  test('goes the whole way: contact file, decision, send, outcomes by both routes, credit, model', async () => {
    const silence = vi.spyOn(process.stdout, 'write');
    await call('PUT', '/v1/borrowers/b-1029', {
      timeZones: ['America/New_York'],
      consents: { email: { status: 'granted' }, call: { status: 'granted' } },
    });
    const at = '2026-03-02T13:00:00Z';
    const decision = await call(
      'POST',
      '/v1/decisions',
      question('b-1029', { at, actions: { exclude: ['no-contact'] } }),
    );
    expect(decision).toMatchObject({
      status: 'selected',
      policy: { strategy: 'fixed-rules', fallback: true },
    });
    const id = decisionIdSchema.parse(decision['decisionId']);
    const sentAt = Reflect.get(Reflect.get(Object(decision['action']), 'window'), 'start');
    expect(await call('POST', `/v1/decisions/${id}/confirm`, { at: sentAt })).toMatchObject({ send: true });

    const event = (eventId: string, type: string) => ({ eventId, decisionId: id, type, occurredAt: sentAt });
    expect(
      await call('POST', '/v1/outcomes', { events: [event('e-1', 'opened')], at: '2026-03-04T00:00:00Z' }),
    ).toEqual({
      accepted: 1,
      duplicates: 0,
      erased: 0,
    });
    await service.ports.outcomes.send([
      { eventId: 'e-2' as EventId, decisionId: id, type: 'payment', occurredAt: parseInstant(sentAt) },
    ]);
    await service.drained('outcomes');
    expect(await service.mature(parseInstant('2026-03-20T00:00:00Z'))).toMatchObject({
      requested: 1,
      voided: 0,
    });
    await service.drained('credits');
    const { champion } = await service.publish(parseInstant('2026-03-20T00:00:00Z'));
    expect(champion.credits).toBe(1);

    expect(await call('GET', `/v1/decisions/${id}`)).toMatchObject({
      state: { dispatch: 'confirmed', reward: 1.25, credited: { reward: 1.25, current: true } },
    });
    expect(await call('GET', '/v1/health')).toMatchObject({
      champion: { snapshot: champion.snapshot, credits: 1 },
    });
    const next = await call('POST', '/v1/decisions', question('b-1029', { at: '2026-03-21T13:00:00Z' }));
    expect(next).toMatchObject({
      policy: { strategy: 'pooled-linucb', snapshot: champion.snapshot, fallback: false },
    });
    expect(silence).not.toHaveBeenCalled();
    silence.mockRestore();
  });

  test('completes a decision from what a feed has put on the queue', async () => {
    const borrowerId = 'b-fed' as BorrowerId;
    const observedAt = '2026-03-20T00:00:00.000Z';
    const features = { daysPastDue: 12, lastOpenedChannel: 'email' };
    await service.ports.features.send([{ borrowerId, observedAt: parseInstant(observedAt), features }]);
    await service.drained('features');
    const record = await call('GET', `/v1/borrowers/${borrowerId}/features`);
    expect(record).toMatchObject({ version: 1, features: { daysPastDue: { value: 12, observedAt } } });
    const decision = await call('POST', '/v1/decisions', {
      ...question(borrowerId, { at: '2026-03-21T13:00:00Z' }),
      context: {},
    });
    expect(decision).toMatchObject({
      explanation: {
        sources: {
          fromRecord: [
            { feature: 'daysPastDue', observedAt },
            { feature: 'lastOpenedChannel', observedAt },
          ],
        },
      },
    });
  });

  test('parks a dead letter, which is recorded once it is redriven', async () => {
    const at = '2026-04-06T13:00:00Z';
    await call('PUT', '/v1/borrowers/b-dead', {
      timeZones: ['America/New_York'],
      consents: { email: { status: 'granted' } },
    });
    const decision = await call(
      'POST',
      '/v1/decisions',
      question('b-dead', { at, requireConfirm: false, actions: { exclude: ['no-contact'] } }),
    );
    const id = decisionIdSchema.parse(decision['decisionId']);
    const event = { eventId: 'e-1', decisionId: id, type: 'payment', occurredAt: '2026-04-07T17:00:00Z' };
    const body = JSON.stringify(event);
    const engines = readNote(stateLayout(folder.path).note)?.engines;
    const clients = loopbackClients(engines ?? expect.unreachable());
    const deadLetters = queueUrl(engines?.sqsS3 ?? 0, deadLetterName('outcomes'));
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: body }));
    closeClients(clients);

    const [parked] = await vi.waitFor(
      async () => {
        const messages = await collect(service.ports.parking.list());
        expect(messages).toMatchObject([{ queue: 'outcomes', code: 'dead-lettered', deliveries: 1, body }]);
        return messages;
      },
      { timeout: 20_000 },
    );
    await makeRedrive(service.ports)(parked?.id ?? '');
    await service.drained('outcomes');
    expect(await call('GET', `/v1/decisions/${id}`)).toMatchObject({
      state: { events: [{ eventId: 'e-1', type: 'payment' }] },
    });
    expect(await collect(service.ports.parking.list())).toEqual([]);
  });

  test('logs what the functions do to its file, without borrowers', async () => {
    await call('GET', '/v1/borrowers/b-unheard-of', undefined, 404);
    // The file is written behind the answer.
    const lines = await vi.waitFor(() => {
      const written = readFileSync(service.log, 'utf8').trim().split('\n');
      const documents = written.map((line) => JSON.parse(line));
      expect(documents).toContainEqual(
        expect.objectContaining({ message: 'Call refused', code: 'borrower-unknown' }),
      );
      expect(documents).toContainEqual(expect.objectContaining({ DecisionsSelected: 1 }));
      return written;
    });
    expect(lines.join('\n')).not.toContain('b-unheard-of');
    expect(lines.join('\n')).not.toContain('b-1029');
  });

  test('can be looked into by another command while it runs', async () => {
    const state = await openState(folder.path);
    const verification = await makeVerify({ ...state.ports, configuration })();
    expect(verification.faults).toEqual([]);
    expect(verification.decisions).toBeGreaterThan(0);
    await state.close();
    expect(await call('GET', '/v1/health')).toMatchObject({ status: 'ok' });
  });

  test('refuses a second service on its state and says where the first is', async () => {
    await expect(
      startService({ stateDir: folder.path, port: 0, configuration, simulation: true }),
    ).rejects.toThrow(`in use by process ${process.pid} at ${service.url}`);
  });

  test('tells that a port is taken, and leaves the state free', async () => {
    const stateDir = temporaryState();
    const port = Number(new URL(service.url).port);
    await expect(startService({ stateDir, port, configuration, simulation: true })).rejects.toThrow(
      `Port ${port} can't be opened`,
    );
    const other = await startService({ stateDir, port: 0, configuration, simulation: true });
    await other.stop();
  });

  test('keeps its own clock when it is live', async () => {
    const live = await startService({
      stateDir: temporaryState(),
      port: 0,
      configuration,
      simulation: false,
    });
    try {
      const response = await post(
        `${live.url}/v1/decisions`,
        question('b-1', { at: '2026-03-02T13:00:00Z' }),
      );
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        type: 'urn:rapport:problem:clock-not-allowed',
        errors: [{ pointer: '/at' }],
      });
    } finally {
      await live.stop();
    }
  });

  test('has no state to look into where nothing ran', async () => {
    await expect(openState(temporaryState())).rejects.toThrow('There is no state in');
  });
});

let keys = 0;

function question(borrower: string, more: object): object {
  return {
    borrower: { id: borrower },
    purpose: 'servicing',
    context: { daysPastDue: 12, lastOpenedChannel: 'email' },
    requireConfirm: true,
    ...more,
  };
}

async function call(
  method: string,
  path: string,
  body?: object,
  status?: number,
): Promise<Record<string, unknown>> {
  const response = await send(method, `${service.url}${path}`, body);
  const answer = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(status ?? response.status);
  expect(status !== undefined || response.ok, JSON.stringify(answer)).toBe(true);
  return Object(answer);
}

function post(url: string, body: object): Promise<Response> {
  return send('POST', url, body);
}

async function send(method: string, url: string, body?: object): Promise<Response> {
  return await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-${++keys}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
