import { describe, expect, it } from 'vitest';
import type { HeardEvent } from '../../../src/app/heard-event.ts';
import { channelOf, makeTellProfile } from '../../../src/app/tell-profile.ts';
import type { ActionId, BorrowerId, ChannelId, EventId } from '../../../src/core/identifiers.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { memoryService, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { race } from '../../support/race.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const EMAIL = 'email' as ChannelId;
const CALL = 'call' as ChannelId;

function heard(borrower: string, type: string, channel?: ChannelId, eventId = 'e-1'): HeardEvent {
  return {
    borrowerId: borrower as BorrowerId,
    channel,
    event: { eventId: eventId as EventId, type, occurredAt: WEDNESDAY },
  };
}

function holdsOn(configuration = SMALL_CONFIGURATION) {
  const service = memoryService(configuration);
  const holdsOf = async (borrower: string) =>
    (await service.profiles.get(borrower as BorrowerId)).profile.holds;
  return { service, holdsOf, tellProfile: makeTellProfile(service.deps) };
}

describe('placing holds', () => {
  it('serves events that name a borrower only, under an id that no decision’s event has', async () => {
    const { holdsOf, tellProfile } = holdsOn();
    await tellProfile([heard('b-1', 'unsubscribed', EMAIL)], WEDNESDAY);
    expect(await holdsOf('b-1')).toEqual([
      { id: 'account:e-1', channel: EMAIL, since: WEDNESDAY, source: 'outcome:unsubscribed' },
    ]);
  });

  it('holds every channel when the event asks for that, or when nobody can tell the channel', async () => {
    const { holdsOf, tellProfile } = holdsOn();
    await tellProfile([heard('b-1', 'wrong-party', EMAIL), heard('b-2', 'unsubscribed')], WEDNESDAY);
    for (const borrower of ['b-1', 'b-2']) {
      const [hold] = await holdsOf(borrower);
      expect(hold).not.toHaveProperty('channel');
    }
  });

  it('holds the channel that the rule names, whichever the event happened on', async () => {
    const { reward } = SMALL_CONFIGURATION;
    const events = [
      { type: 'conversation', value: 0, hold: 'channel', holdOn: CALL, cooldownDays: 7 } as const,
    ];
    const { holdsOf, tellProfile } = holdsOn({ ...SMALL_CONFIGURATION, reward: { ...reward, events } });
    await tellProfile([heard('b-1', 'conversation', EMAIL)], WEDNESDAY);
    expect(await holdsOf('b-1')).toMatchObject([{ channel: CALL, until: plusMs(WEDNESDAY, 7 * DAY_MS) }]);
  });

  it('writes each profile once, however many events there are, and not for one that asks for nothing', async () => {
    const { service, holdsOf, tellProfile } = holdsOn();
    await service.profiles.put('b-1' as BorrowerId, REACHABLE);
    const events = [
      heard('b-1', 'opened', EMAIL, 'e-0'),
      heard('b-1', 'unsubscribed', EMAIL, 'e-1'),
      heard('b-1', 'conversation', EMAIL, 'e-2'),
      heard('b-2', 'opened', EMAIL),
    ];
    for (let time = 0; time < 3; time += 1) await tellProfile(events, WEDNESDAY);
    expect(await holdsOf('b-1')).toHaveLength(2);
    expect((await service.profiles.get('b-1' as BorrowerId)).version).toBe(2);
    await expect(holdsOf('b-2')).rejects.toMatchObject({ code: 'borrower-unknown' });
  });

  it('loses none when many are placed at once, on a borrower whom nobody knew', async () => {
    const { holdsOf, tellProfile } = holdsOn();
    await race(8, (n) => tellProfile([heard('b-1', 'unsubscribed', EMAIL, `e-${n}`)], WEDNESDAY));
    expect(await holdsOf('b-1')).toHaveLength(8);
  });

  it('drops timed holds that are long over when it writes', async () => {
    const { holdsOf, tellProfile } = holdsOn();
    await tellProfile([heard('b-1', 'conversation', EMAIL)], WEDNESDAY);
    await tellProfile([heard('b-1', 'unsubscribed', EMAIL)], plusMs(WEDNESDAY, 9 * DAY_MS));
    expect((await holdsOf('b-1')).map(({ source }) => source)).toEqual(['outcome:unsubscribed']);
  });
});

it('the channel of an action is one that is configured, or none', () => {
  expect(channelOf('email@morning' as ActionId, SMALL_CONFIGURATION)).toBe('email');
  for (const action of ['no-contact', 'fax@morning']) {
    expect(channelOf(action as ActionId, SMALL_CONFIGURATION)).toBeUndefined();
  }
});
