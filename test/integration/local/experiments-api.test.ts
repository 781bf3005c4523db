import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningService, startService } from '../../../local/service.ts';
import { lastingState } from '../../support/local/temporary-state.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const folder = lastingState();
const BORROWERS = Array.from({ length: 12 }, (_, index) => `b-${index}`);
const ANN = { author: 'Ann', reason: 'evenings look promising' };
const BOB = { author: 'Bob', reason: 'read it' };
const EXPERIMENT = {
  id: 'nobody',
  hypothesis: 'Contact brings more than leaving people alone.',
  variants: [
    { id: 'as-now', share: 1, policy: { kind: 'configured' } },
    { id: 'leave-alone', share: 1, policy: { kind: 'no-contact' } },
  ],
  control: 'as-now',
  ramp: [{ share: 1 }],
  analysis: { plannedUnits: 100 },
};
let service: RunningService;

beforeAll(async () => {
  service = await startService({
    stateDir: folder.path,
    port: 0,
    configuration: SMALL_CONFIGURATION,
    simulation: true,
  });
  for (const borrower of BORROWERS) {
    const consents = { email: { status: 'granted' }, call: { status: 'granted' } };
    await call('PUT', `/v1/borrowers/${borrower}`, { timeZones: ['America/New_York'], consents });
  }
});

afterAll(async () => {
  await service.stop();
  folder.remove();
});

let keys = 0;

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-${++keys}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire has no type until a contract read it
  return { status: response.status, body: (await response.json()) as any };
}

/** A decision about each borrower at this time. */
async function decideAll(at: string) {
  const decisions = new Map<string, { variant: string | undefined; isContact: boolean; id: string }>();
  for (const id of BORROWERS) {
    const context = { daysPastDue: 12, lastOpenedChannel: 'email' };
    const { status, body } = await call('POST', '/v1/decisions', {
      borrower: { id },
      purpose: 'servicing',
      context,
      at,
    });
    expect(status, JSON.stringify(body)).toBe(201);
    const isContact = body.action?.window !== undefined;
    decisions.set(id, { variant: body.experiment?.variant, isContact, id: body.decisionId });
  }
  return decisions;
}

describe('an experiment on the embedded service', () => {
  test('is approved by a second person, decides for whom it is assigned, and its stop is felt', async () => {
    const at = '2026-03-04T13:00:00Z';
    expect((await call('POST', '/v1/experiments', { ...ANN, at, ...EXPERIMENT })).status).toBe(201);
    expect((await call('POST', '/v1/experiments/nobody/start', { ...ANN, at })).status).toBe(409);
    expect((await decideAll('2026-03-04T13:30:00Z')).get('b-0')?.variant).toBeUndefined();
    expect((await call('POST', '/v1/experiments/nobody/approve', { ...BOB, at })).status).toBe(200);
    expect((await call('POST', '/v1/experiments/nobody/start', { ...ANN, at })).body.status).toBe('running');

    const during = await decideAll('2026-03-04T14:00:00Z');
    const alone = BORROWERS.filter((id) => during.get(id)?.variant === 'leave-alone');
    expect(new Set([...during.values()].map(({ variant }) => variant))).toEqual(
      new Set(['as-now', 'leave-alone']),
    );
    for (const id of alone) expect(during.get(id)?.isContact).toBe(false);

    const stop = { ...BOB, at: '2026-03-05T13:00:00Z', variant: 'leave-alone' };
    expect((await call('POST', '/v1/experiments/nobody/stop', stop)).status).toBe(200);
    const after = await decideAll('2026-03-05T14:00:00Z');
    const [someone = ''] = alone;
    const { body } = await call('GET', `/v1/decisions/${after.get(someone)?.id}`);
    expect(body.experiments).toMatchObject([{ experiment: 'nobody', variant: 'leave-alone', stopped: true }]);
    expect(alone.some((id) => after.get(id)?.isContact)).toBe(true);

    const { body: story } = await call('GET', '/v1/experiments/nobody');
    expect(story.changes.map((each: { kind: string; at: string }) => [each.kind, each.at])).toEqual([
      ['propose', '2026-03-04T13:00:00.000Z'],
      ['approve', '2026-03-04T13:00:00.000Z'],
      ['start', '2026-03-04T13:00:00.000Z'],
      ['stop-variant', '2026-03-05T13:00:00.000Z'],
    ]);
  });

  test('tells the policy that watches, and what runs', async () => {
    const shadow = { ...ANN, at: '2026-03-06T13:00:00Z', policy: { kind: 'uniform' } };
    expect((await call('POST', '/v1/policies/shadow', shadow)).body.shadow).toEqual({ kind: 'uniform' });
    const { body } = await call('GET', '/v1/policies');
    expect(body).toMatchObject({ running: ['nobody'], version: 5 });
  });
});
