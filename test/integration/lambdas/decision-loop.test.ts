import { describe, expect, test } from 'vitest';
import { makeVerify } from '../../../src/app/verify.ts';
import { contactsResponseSchema, profileResponseSchema } from '../../../src/contracts/borrower-profile.ts';
import { decisionResponseSchema } from '../../../src/contracts/decision-response.ts';
import { decisionViewSchema } from '../../../src/contracts/decision-view.ts';
import { dispatchResponseSchema } from '../../../src/contracts/dispatch.ts';
import { healthResponseSchema } from '../../../src/contracts/health.ts';
import { modelViewSchema } from '../../../src/contracts/model-view.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { decide, decided, lambdaService, PROFILE_BODY } from '../../support/lambda-service.ts';

describe('the loop through the real handlers', () => {
  test('a decision is confirmed, heard of, learned from and shown', async () => {
    let now = '2026-11-24T14:00:00Z';
    const service = lambdaService({ clock: () => parseInstant(now) });
    const answer = await decided(service, 'loop-1', {
      requireConfirm: true,
      actions: { exclude: ['weekend'] },
    });
    expect(answer.status).toBe(201);
    const decision = decisionResponseSchema.parse(answer.body);
    if (decision.status !== 'selected' || decision.action.window === undefined) {
      throw new Error('The key of this test must draw a contact.');
    }
    expect(decision.rewardWindowEndsAt).toBeUndefined();
    const id = decision.decisionId;

    now = decision.action.window.start;
    const confirmed = await service.call('POST /v1/decisions/{id}/confirm', { id });
    expect(dispatchResponseSchema.parse(confirmed.body)).toMatchObject({
      send: true,
      dispatch: 'confirmed',
      sentAt: expect.any(String),
    });
    const again = await service.call('POST /v1/decisions/{id}/confirm', { id, body: {} });
    expect(again.body).toEqual(confirmed.body);

    const contacts = await service.call('GET /v1/borrowers/{id}/contacts', { id: 'b-1029' });
    expect(contactsResponseSchema.parse(contacts.body).contacts).toMatchObject([
      { decisionId: id, kind: 'sent' },
    ]);

    const event = { eventId: 'e-1', decisionId: id, type: 'payment', occurredAt: now };
    const accepted = await service.call('POST /v1/outcomes', { body: event });
    expect(accepted).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 0 } });
    expect(await service.record(service.ports.outcomes.takeBodies(10))).toEqual([]);
    expect((await service.call('POST /v1/outcomes', { body: { events: [event] } })).body).toEqual({
      accepted: 0,
      duplicates: 1,
      erased: 0,
    });

    const due = confirmed.body.rewardWindowEndsAt;
    expect(await service.mature(due)).toEqual({ requested: 1, voided: 0, more: false });
    expect(await service.learn(service.ports.credits.takeBodies(10))).toEqual([]);
    expect(await service.publish(due)).toMatchObject({ changed: true, champion: { credits: 1 } });

    const view = decisionViewSchema.parse((await service.call('GET /v1/decisions/{id}', { id })).body);
    expect(view).toMatchObject({
      borrowerId: 'b-1029',
      state: {
        dispatch: 'confirmed',
        reward: 1,
        credited: { reward: 1, current: true },
        events: [{ type: 'payment' }],
      },
    });
    const model = modelViewSchema.parse((await service.call('GET /v1/models/{id}', { id: 'outreach' })).body);
    expect(model.arms.filter(({ learnedFrom }) => learnedFrom > 0)).toMatchObject([
      { action: decision.action.id, meanReward: 1 },
    ]);
    const health = healthResponseSchema.parse((await service.call('GET /v1/health')).body);
    expect(health.champion?.snapshot).toBe(model.snapshot);

    now = '2026-12-08T14:00:00Z';
    const next = decisionResponseSchema.parse((await decided(service, 'loop-2')).body);
    expect(next).toMatchObject({
      status: 'selected',
      policy: { strategy: 'pooled-linucb', snapshot: model.snapshot, fallback: false },
    });
  });

  test('a payment that names only its borrower counts for the contact it came of, and is taken back', async () => {
    let now = '2026-11-24T14:00:00Z';
    const service = lambdaService({ clock: () => parseInstant(now) });
    const answer = await decided(service, 'loop-1', {
      requireConfirm: true,
      actions: { exclude: ['weekend'] },
    });
    const id = answer.body.decisionId;
    now = answer.body.action.window.start;
    const confirmed = await service.call('POST /v1/decisions/{id}/confirm', { id });
    const due = confirmed.body.rewardWindowEndsAt;

    const payment = { borrowerId: 'b-1029', accountId: 'a-77', type: 'payment', occurredAt: now };
    const events = [
      { ...payment, eventId: 'p-1' },
      { ...payment, eventId: 'p-2', accountId: 'a-78' },
    ];
    const accepted = await service.call('POST /v1/outcomes', { body: { events: [...events, events[0]] } });
    expect(accepted).toMatchObject({ status: 202, body: { accepted: 2, duplicates: 1 } });
    expect(await service.record(service.ports.outcomes.takeBodies(10))).toEqual([]);
    expect(await service.record([events[0]])).toEqual([]);
    const view = async () =>
      decisionViewSchema.parse((await service.call('GET /v1/decisions/{id}', { id })).body);
    expect(await view()).toMatchObject({
      state: {
        events: [],
        attributed: { rule: 'last-touch', events: [{ eventId: 'p-1', type: 'payment', share: 1 }] },
        reward: 1,
      },
    });

    expect(await service.mature(due)).toMatchObject({ requested: 1 });
    expect(await service.learn(service.ports.credits.takeBodies(10))).toEqual([]);
    now = '2026-12-20T14:00:00Z';
    const returned = { ...payment, eventId: 'r-1', type: 'payment-returned', occurredAt: now };
    expect(await service.record([returned])).toEqual([]);
    expect(await service.learn(service.ports.credits.takeBodies(10))).toEqual([]);
    expect(await view()).toMatchObject({
      state: {
        attributed: { events: [{ eventId: 'r-1' }] },
        reward: -0.125,
        credited: { reward: -0.125, current: true },
      },
    });
    expect((await makeVerify(service.runtime)()).faults).toEqual([]);
    expect(await service.parked()).toEqual([]);
  });

  test('the same request gets the same answer, also after it was confirmed; another one under its key is refused', async () => {
    let now = '2026-11-24T14:00:00Z';
    const service = lambdaService({ clock: () => parseInstant(now) });
    const first = await decided(service, 'same-1', { requireConfirm: true });
    now = first.body.action.window.start;
    await service.call('POST /v1/decisions/{id}/confirm', { id: first.body.decisionId });
    const second = await decide(service, 'same-1', { requireConfirm: true });
    expect(first.status).toBe(201);
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    const other = await decide(service, 'same-1', { purpose: 'collections', requireConfirm: true });
    expect(other).toMatchObject({
      status: 409,
      body: { type: 'urn:rapport:problem:idempotency-key-reused' },
    });
  });

  test('without contact facts a decision is withheld and says why', async () => {
    const service = lambdaService();
    const answer = await decide(service, 'unknown-borrower');
    expect(answer.status).toBe(201);
    const decision = decisionResponseSchema.parse(answer.body);
    expect(decision.status).toBe('withheld');
    expect(decision.explanation.blocked).toHaveLength(13);
    const view = await service.call('GET /v1/decisions/{id}', { id: decision.decisionId });
    expect(decisionViewSchema.parse(view.body).status).toBe('withheld');
  });

  test('an opt-out puts a hold on the profile that a later PUT does not take back', async () => {
    let now = '2026-11-24T14:00:00Z';
    const service = lambdaService({ clock: () => parseInstant(now) });
    const { body } = await decided(service, 'opt-out-1');
    now = '2026-11-30T14:00:00Z';
    await service.record([
      { eventId: 'e-9', decisionId: body.decisionId, type: 'complaint', occurredAt: now },
    ]);
    const put = await service.call('PUT /v1/borrowers/{id}', { id: 'b-1029', body: PROFILE_BODY });
    expect(profileResponseSchema.parse(put.body).holds).toMatchObject([{ source: 'outcome:complaint' }]);
    expect((await decide(service, 'opt-out-2')).body.status).toBe('withheld');
  });
});
