import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decisionResponseSchema } from '../../../src/contracts/decision-response.ts';
import { DAY_MS, formatInstant, HOUR_MS, parseInstant, plusMs } from '../../../src/core/time/instant.ts';
import { type EmbeddedEngines, startEmbeddedEngines } from '../../support/engines/embedded-engines.ts';
import { receivedBodies } from '../../support/engines/received-bodies.ts';
import { DECISION_BODY, lambdaService, PROFILE_BODY } from '../../support/lambda-service.ts';
import { race, tally } from '../../support/race.ts';

const START = parseInstant('2026-11-24T14:00:00Z');
const BY_EMAIL = { exclude: ['sms', 'call', 'no-contact'] };

let engines: EmbeddedEngines;
let service: ReturnType<typeof lambdaService>;
let now = START;

beforeAll(async () => {
  engines = await startEmbeddedEngines();
  service = lambdaService({ clock: () => now, replace: () => engines.ports });
});

afterAll(() => engines.stop());

async function introduce(borrower: string): Promise<void> {
  const { status } = await service.call('PUT /v1/borrowers/{id}', { id: borrower, body: PROFILE_BODY });
  expect(status).toBe(200);
}

async function decide(borrower: string, key: string, changes: object = {}) {
  const { status, body } = await service.call('POST /v1/decisions', {
    headers: { 'idempotency-key': `${borrower}-${key}` },
    body: { ...DECISION_BODY, borrower: { id: borrower }, actions: BY_EMAIL, ...changes },
  });
  expect(status).toBe(201);
  return decisionResponseSchema.parse(body);
}

async function tell(decisionId: string, type: string, eventId = type) {
  const event = { eventId, decisionId, type, occurredAt: formatInstant(now) };
  const { status } = await service.call('POST /v1/outcomes', { body: event });
  expect(status).toBe(202);
}

describe('an outcome that asks for a hold, with nobody consuming the queue', () => {
  test.each([
    ['unsubscribed', 'opt-out'],
    ['stop-requested', 'revocation'],
    ['wrong-party', 'wrong-party'],
  ])(
    '%s blocks the channel for the next decision, and a file that is put does not lift it',
    async (type, reason) => {
      const borrower = `b-${type}`;
      await introduce(borrower);
      const first = await decide(borrower, 'first');
      await tell(first.decisionId, type);
      expect((await decide(borrower, 'second')).status).toBe('withheld');
      const elsewhere = await decide(borrower, 'third', { actions: { exclude: ['call', 'no-contact'] } });
      expect(elsewhere).toMatchObject({ status: 'selected', action: { channel: 'sms' } });

      await introduce(borrower);
      expect((await decide(borrower, 'fourth')).status).toBe('withheld');
      const profile = await service.call('GET /v1/borrowers/{id}', { id: borrower });
      expect(profile.body.holds).toEqual([
        {
          id: `${first.decisionId}:${type}`,
          reason,
          channel: 'email',
          since: formatInstant(now),
          source: `outcome:${type}`,
        },
      ]);
    },
  );

  test('a complaint blocks every channel', async () => {
    await introduce('b-complaint');
    const { decisionId } = await decide('b-complaint', 'first');
    await tell(decisionId, 'complaint');
    expect((await decide('b-complaint', 'second', { actions: { exclude: [] } })).status).toBe('withheld');
  });

  test('a conversation keeps calls away for seven days, and a file that is put does not take it back', async () => {
    await introduce('b-conversation');
    const byCall = { actions: { exclude: ['email', 'sms', 'no-contact'] } };
    const { decisionId } = await decide('b-conversation', 'first', byCall);
    await tell(decisionId, 'conversation');
    await introduce('b-conversation');
    const { body } = await service.call('GET /v1/borrowers/{id}', { id: 'b-conversation' });
    expect(body.conversations).toMatchObject([{ id: `${decisionId}:conversation`, at: formatInstant(now) }]);

    const held = await decide('b-conversation', 'second', { ...byCall, horizonHours: 24 });
    expect(held.status).toBe('withheld');
    expect(JSON.stringify(held.explanation)).toContain('us-fed-regf-call-after-conversation@1');
    now = plusMs(START, 7 * DAY_MS);
    expect((await decide('b-conversation', 'third', byCall)).status).toBe('selected');
    now = START;
  });

  test('is told to the queue as well, after the hold', async () => {
    expect((await receivedBodies(engines.clients.sqs, engines.queueUrls.outcomes)).length).toBeGreaterThan(0);
  });

  test('whatever the order of a decision and an opt-out, nothing is sent after the acknowledgement', async () => {
    const rounds = 12;
    const confirmed = await race(rounds, async (round) => {
      const borrower = `b-race-${round}`;
      await introduce(borrower);
      const { decisionId } = await decide(borrower, 'before');
      const [decision] = await Promise.all([
        decide(borrower, 'meanwhile', { requireConfirm: true }),
        tell(decisionId, 'unsubscribed'),
      ]);
      return decision;
    });
    for (const decision of confirmed) {
      if (decision.status === 'withheld') continue;
      now = parseInstant(decision.action?.window?.start ?? '');
      const { body } = await service.call('POST /v1/decisions/{id}/confirm', { id: decision.decisionId });
      expect(body).toMatchObject({ send: false, dispatch: 'void' });
      now = START;
    }
  });
});

test('of a hundred decisions at once, with one contact left under the cap, one gets it', async () => {
  await introduce('b-capped');
  const anyContact = { actions: { exclude: ['no-contact'] } };
  for (const key of ['first', 'second']) {
    expect((await decide('b-capped', key, anyContact)).status).toBe('selected');
  }
  now = plusMs(START, HOUR_MS);
  const decisions = await race(100, (n) => decide('b-capped', `racing ${n}`.replace(' ', '-'), anyContact));
  now = START;
  expect(
    tally(
      decisions.map(({ status }) => status),
      'selected',
    ),
  ).toBe(1);
  for (const decision of decisions) {
    if (decision.status === 'selected') continue;
    const { blocked } = decision.explanation;
    const contacts = blocked.filter(({ action }) => !['no-contact'].includes(action));
    expect(contacts.length).toBeGreaterThan(0);
    for (const { action, rules } of contacts) {
      expect(rules, action).toContain('house-contact-frequency@1');
    }
  }
  const { body } = await service.call('GET /v1/borrowers/{id}/contacts', { id: 'b-capped' });
  expect(body.contacts).toHaveLength(3);
});
