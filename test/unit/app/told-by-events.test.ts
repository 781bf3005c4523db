import { describe, expect, it } from 'vitest';
import type { AccountOutcome } from '../../../src/app/ports/messages.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { BorrowerId, ChannelId, EventId } from '../../../src/core/identifiers.ts';
import { DAY_MS, MINUTE_MS, plusMs } from '../../../src/core/time/instant.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const BORROWER = 'b-1' as BorrowerId;
const CALL = 'call' as ChannelId;
const LATER = plusMs(WEDNESDAY, 2 * DAY_MS);

const CONFIGURATION: Configuration = {
  ...SMALL_CONFIGURATION,
  reward: {
    ...SMALL_CONFIGURATION.reward,
    events: [
      { type: 'called', value: 0, contact: 'attempt' },
      { type: 'not-connected', value: 0, contact: 'not-connected' },
      { type: 'spoke', value: 0, contact: 'conversation' },
      { type: 'call-me', value: 0, contact: 'direct-consent' },
      { type: 'attorney', value: 0, hold: 'all', reason: 'attorney', contact: 'conversation' },
    ],
  },
};

function told(id: string, type: string, minutes = 0, about: Partial<AccountOutcome> = {}): AccountOutcome {
  const occurredAt = plusMs(WEDNESDAY, minutes * MINUTE_MS);
  return { eventId: id as EventId, type, occurredAt, borrowerId: BORROWER, ...about };
}

function known() {
  const service = memoryService(CONFIGURATION);
  const profile = async () => (await service.profiles.get(BORROWER)).profile;
  return { service, profile };
}

describe('what an event tells of contact', () => {
  it('is on file before the request is answered, of a borrower whom nobody knew too', async () => {
    const { service, profile } = known();
    const call = { channel: CALL, accountId: 'a-77' };
    const events = [
      told('e-1', 'called', 0, call),
      told('e-2', 'not-connected', 1, call),
      told('e-3', 'spoke', 30),
      told('e-4', 'call-me', 31, { accountId: 'a-77' }),
    ];
    await service.accept(events, LATER);
    expect(await profile()).toStrictEqual({
      borrowerId: BORROWER,
      timeZones: [],
      consents: {},
      holds: [],
      contacts: [
        {
          decisionId: '',
          token: 'attempt:e-1',
          channel: CALL,
          kind: 'sent',
          interval: { start: WEDNESDAY, end: WEDNESDAY },
          accountId: 'a-77',
          connected: false,
        },
      ],
      missedCalls: [{ id: 'account:e-2', decisionId: '', at: plusMs(WEDNESDAY, MINUTE_MS), ...call }],
      conversations: [{ id: 'account:e-3', at: plusMs(WEDNESDAY, 30 * MINUTE_MS) }],
      directConsents: [{ id: 'account:e-4', at: plusMs(WEDNESDAY, 31 * MINUTE_MS), accountId: 'a-77' }],
    });
  });

  it('is about the debt of the decision that it names, and its attempts stand for the contact', async () => {
    const { service, profile } = known();
    await service.profiles.put(BORROWER, REACHABLE);
    const { record } = await service.decide(
      decideRequest('k', {
        borrower: { id: BORROWER, accountId: 'a-77' },
        exclude: ['email', 'no-contact'],
      }),
      WEDNESDAY,
    );
    const id = record.decisionId;
    await service.record(outcome(id, 'e-1', 'called', DAY_MS), LATER);
    await service.record(outcome(id, 'e-2', 'called', DAY_MS + MINUTE_MS), LATER);
    await service.record(outcome(id, 'e-3', 'spoke', DAY_MS + 2 * MINUTE_MS), LATER);
    expect(await profile()).toMatchObject({
      contacts: [
        { decisionId: id, token: 'attempt:e-1', accountId: 'a-77' },
        { decisionId: id, token: 'attempt:e-2', accountId: 'a-77' },
      ],
      conversations: [{ id: `${id}:e-3`, accountId: 'a-77' }],
    });
    expect(await service.dispatch.void(id, 'not-needed', LATER)).toMatchObject({ dispatch: 'void' });
    expect((await profile()).contacts).toHaveLength(2);
  });

  it('may be a hold with its reason as well', async () => {
    const { service, profile } = known();
    await service.record(told('e-1', 'attorney'), LATER);
    expect(await profile()).toMatchObject({
      holds: [{ id: 'account:e-1', reason: 'attorney', source: 'outcome:attorney' }],
      conversations: [{ id: 'account:e-1' }],
    });
  });

  it('is forgotten when no rule asks for it, and not written when it is that old', async () => {
    const { service, profile } = known();
    await service.record(told('e-1', 'spoke'), LATER);
    await service.record(told('e-2', 'spoke', 1), plusMs(WEDNESDAY, 30 * DAY_MS));
    expect((await profile()).conversations?.map(({ id }) => id)).toEqual(['account:e-1']);
    const later = told('e-3', 'spoke', 20 * 24 * 60);
    await service.record(later, plusMs(WEDNESDAY, 30 * DAY_MS));
    expect((await profile()).conversations?.map(({ id }) => id)).toEqual(['account:e-3']);
  });

  it.each(['called', 'not-connected'])(
    'needs the channel of a call that no decision asked for: %s',
    async (type) => {
      const { service } = known();
      await expect(service.accept([told('e-1', type)], LATER)).rejects.toMatchObject({
        code: 'channel-unknown',
        fields: [{ pointer: '/events/0/channel' }],
      });
      await expect(service.profiles.get(BORROWER)).rejects.toMatchObject({ code: 'borrower-unknown' });
    },
  );
});
