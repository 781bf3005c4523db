import { describe, expect, it } from 'vitest';
import type { BorrowerId, ChannelId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, type Instant, parseInstant, plusMs } from '../../../src/core/time/instant.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
/** Half a minute after the window of {@link pending} opens, 09:00 in New York. */
const UNTIL_WITHIN = parseInstant('2026-03-04T14:00:30Z');

async function pending() {
  const service = memoryService();
  await service.profiles.put(BORROWER, REACHABLE);
  const request = decideRequest('k', { exclude: ['no-contact', 'call'], requireConfirm: true });
  const { record } = await service.decide(request, WEDNESDAY);
  if (record.verdict.status !== 'selected' || record.verdict.contact === undefined) expect.unreachable();
  const { start, end } = record.verdict.contact.window.interval;
  return { service, id: record.decisionId, start, end };
}

describe('confirm', () => {
  it('turns the reservation into a contact and starts the reward window', async () => {
    const { service, id, start } = await pending();
    const at = plusMs(start, HOUR_MS);
    const { send, state } = await service.dispatch.confirm(id, at);
    expect(send).toBe(true);
    expect(state).toMatchObject({ dispatch: 'confirmed', sentAt: at, rewardWindowEndsAt: at + 72 * HOUR_MS });
    expect(await service.profiles.contacts(BORROWER)).toMatchObject([
      { kind: 'sent', interval: { start: at, end: at } },
    ]);
  });

  it('gives the same answer however often it is asked', async () => {
    const { service, id, start } = await pending();
    const first = await service.dispatch.confirm(id, start);
    const again = await service.dispatch.confirm(id, plusMs(start, HOUR_MS));
    expect(again).toEqual(first);
    expect(await service.profiles.contacts(BORROWER)).toHaveLength(1);
  });

  it.each([
    [
      'a hold was placed',
      { ...REACHABLE, holds: [{ id: 'h', since: WEDNESDAY, source: 'borrower-request' }] },
      'do-not-contact@1',
    ],
    [
      'a hold was placed that ends within the minute',
      {
        ...REACHABLE,
        holds: [{ id: 'h', since: WEDNESDAY, until: UNTIL_WITHIN, source: 'borrower-request' }],
      },
      'do-not-contact@1',
    ],
    [
      'consent was taken back',
      { ...REACHABLE, consents: { email: { status: 'refused' as const } } },
      'channel-consent@1',
    ],
    [
      'it is night in a newly known time zone',
      { ...REACHABLE, timeZones: ['America/New_York', 'Asia/Tokyo'] },
      'quiet-hours@1',
    ],
  ])('refuses when, since the decision, %s', async (_, facts, rule) => {
    const { service, id, start } = await pending();
    await service.profiles.put(BORROWER, facts);
    const { send, state, hits } = await service.dispatch.confirm(id, start);
    expect(send).toBe(false);
    expect(hits.map((hit) => hit.rule)).toContain(rule);
    expect(state.dispatch).toBe('void');
    expect(await service.profiles.contacts(BORROWER)).toEqual([]);
  });

  it('refuses at the very end of the window, and the decision is void', async () => {
    const { service, id, end } = await pending();
    expect((await service.dispatch.confirm(id, plusMs(end, -1))).send).toBe(true);
    const late = await pending();
    const answer = await late.service.dispatch.confirm(late.id, late.end);
    expect(answer).toMatchObject({
      send: false,
      state: { dispatch: 'void' },
      hits: [{ rule: 'send-window@1' }],
    });
  });

  it('is not possible before the window opens, and nothing changes', async () => {
    const { service, id, start } = await pending();
    await expect(service.dispatch.confirm(id, plusMs(start, -1))).rejects.toMatchObject({
      code: 'dispatch-not-possible',
    });
    expect((await service.readDecision(id)).state?.dispatch).toBe('pending');
  });

  it('counts an event that arrived before the confirmation once the window is known', async () => {
    const { service, id, start } = await pending();
    await service.record(outcome(id, 'e', 'opened', start + HOUR_MS - WEDNESDAY), plusMs(start, 2 * HOUR_MS));
    expect((await service.readDecision(id)).state?.reward).toBe(0);
    expect((await service.dispatch.confirm(id, start)).state.reward).toBe(0.25);
  });

  it('is not possible for a decision without confirmation, and unknown for an unknown one', async () => {
    const { service } = await pending();
    const request = decideRequest('other', { exclude: ['no-contact'] });
    const { record } = await service.decide(request, WEDNESDAY);
    await expect(service.dispatch.confirm(record.decisionId, WEDNESDAY)).rejects.toMatchObject({
      code: 'dispatch-not-possible',
    });
    await expect(service.dispatch.confirm('d_none' as never, WEDNESDAY)).rejects.toMatchObject({
      code: 'decision-unknown',
    });
  });
});

describe('void', () => {
  it('releases the slot, learns nothing, and can be repeated', async () => {
    const { service, id, end } = await pending();
    await service.dispatch.void(id, 'dialler down', WEDNESDAY);
    const state = await service.dispatch.void(id, 'again', WEDNESDAY);
    expect(state).toMatchObject({ dispatch: 'void', voidReason: 'dialler down' });
    expect(await service.profiles.contacts(BORROWER)).toEqual([]);
    await service.mature(plusMs(end, 30 * DAY_MS));
    expect(service.ports.credits.take(10)).toEqual([]);
    expect(await service.learn([{ decisionId: id }])).toMatchObject({ folded: 0, unchanged: 1 });
  });

  it('is refused once the contact went out', async () => {
    const { service, id, start } = await pending();
    await service.dispatch.confirm(id, start);
    await expect(service.dispatch.void(id, 'too late', WEDNESDAY)).rejects.toMatchObject({
      code: 'already-confirmed',
    });
  });

  it('is refused for an unconfirmed contact whose credit was asked for', async () => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    const { record, state } = await service.decide(
      decideRequest('k', { exclude: ['no-contact'] }),
      WEDNESDAY,
    );
    await service.mature(state?.rewardWindowEndsAt as Instant);
    await expect(service.dispatch.void(record.decisionId, 'late', WEDNESDAY)).rejects.toMatchObject({
      code: 'dispatch-not-possible',
    });
  });

  it('happens by itself when nobody confirms within the send window', async () => {
    const { service, id, end } = await pending();
    expect(await service.mature(plusMs(end, -1))).toMatchObject({ voided: 0 });
    expect(await service.mature(end)).toMatchObject({ voided: 1, requested: 0 });
    expect((await service.readDecision(id)).state).toMatchObject({ dispatch: 'void' });
  });
});

describe('holds that come from outcomes', () => {
  it('block the channel for the next decision and outlive a file that does not know of them', async () => {
    const { service, id, start } = await pending();
    await service.dispatch.confirm(id, start);
    await service.record(
      outcome(id, 'u', 'unsubscribed', start + HOUR_MS - WEDNESDAY),
      plusMs(start, 2 * HOUR_MS),
    );
    await service.profiles.put(BORROWER, REACHABLE);
    const { profile } = await service.profiles.get(BORROWER);
    expect(profile.holds).toMatchObject([{ channel: 'email' as ChannelId, source: 'outcome:unsubscribed' }]);
    const { record } = await service.decide(decideRequest('next'), plusMs(start, DAY_MS));
    const blocked = record.blocked.filter(({ hits }) => hits.some(({ rule }) => rule === 'do-not-contact@1'));
    expect(blocked.map(({ action }) => action).sort()).toEqual(['email@evening', 'email@morning']);
  });
});
