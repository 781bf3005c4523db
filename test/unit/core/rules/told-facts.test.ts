import { describe, expect, it, test } from 'vitest';
import type { ChannelId, DecisionId } from '../../../../src/core/identifiers.ts';
import type { ContactEntry, ContactProfile } from '../../../../src/core/rules/contact-profile.ts';
import {
  attemptToken,
  isAttempt,
  isTold,
  type ToldFact,
  toldId,
  withClaim,
  withFact,
} from '../../../../src/core/rules/told-facts.ts';
import { MINUTE_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { at, decisionId, eventId } from '../../../support/builders/identifiers.ts';
import { aContact, aProfile } from '../../../support/builders/profile-builder.ts';

const NINE = at('2026-11-24T14:00:00Z');
const CALL = 'call' as ChannelId;
const OUTSIDE = '' as DecisionId;
const OURS = decisionId('ours');
const OTHER = decisionId('other');

interface About {
  readonly decision?: DecisionId;
  readonly channel?: ChannelId;
  readonly accountId?: string;
}

function attempt(
  id: string,
  minutes: number,
  { decision = OUTSIDE, channel = CALL, ...account }: About = {},
): ToldFact {
  const moment = plusMs(NINE, minutes * MINUTE_MS);
  return {
    fact: 'attempt',
    told: {
      decisionId: decision,
      token: attemptToken(eventId(id)),
      channel,
      kind: 'sent',
      interval: { start: moment, end: moment },
      ...account,
    },
  };
}

function missed(minutes: number, { decision = OUTSIDE, channel = CALL, ...account }: About = {}): ToldFact {
  const id = toldId(decision === OUTSIDE ? undefined : decision, eventId(`missed-${minutes}`));
  return {
    fact: 'not-connected',
    told: { id, decisionId: decision, channel, at: plusMs(NINE, minutes * MINUTE_MS), ...account },
  };
}

function spoken(minutes: number, decision?: DecisionId): ToldFact {
  const id = toldId(decision, eventId(`spoken-${minutes}`));
  return { fact: 'conversation', told: { id, at: plusMs(NINE, minutes * MINUTE_MS) } };
}

const EMPTY = aProfile({ contacts: [] });

function unconnected(profile: ContactProfile): string[] {
  return profile.contacts
    .filter(({ connected }) => connected === false)
    .map(({ token }) => token.replace('attempt:', ''));
}

const claim: ContactEntry = aContact({ decisionId: OURS, channel: CALL, kind: 'sent', token: 'claim' });

describe('a call that was not connected', () => {
  test.each<[string, readonly ToldFact[], readonly string[]]>([
    ['is the latest attempt before it', [attempt('a', 0), attempt('b', 10), missed(11)], ['b']],
    ['is one at the same instant', [attempt('a', 0), missed(0)], ['a']],
    ['is one up to an hour earlier', [attempt('a', 0), missed(60)], ['a']],
    ['is none that is longer ago', [attempt('a', 0), missed(61)], []],
    ['is none that comes after it', [attempt('a', 10), missed(9)], []],
    ['is one call, however often it is reported', [attempt('a', 0), missed(1), missed(2)], ['a']],
    ['is unclear among two at once', [attempt('a', 0), attempt('b', 0), missed(1)], []],
    ['is none on another channel', [attempt('a', 0, { channel: 'sms' as ChannelId }), missed(1)], []],
    ['is none about another debt', [attempt('a', 0, { accountId: 'a-1' }), missed(1)], []],
    [
      'is one about the same debt',
      [attempt('a', 0, { accountId: 'a-1' }), missed(1, { accountId: 'a-1' })],
      ['a'],
    ],
    ['was connected if a conversation followed', [attempt('a', 0), spoken(1), missed(2)], []],
    [
      'is unclear when a decision’s attempt came in between',
      [attempt('a', 0), attempt('b', 1, { decision: OURS }), missed(2)],
      [],
    ],
    [
      'is of the decision that the report names',
      [
        attempt('a', 0, { decision: OURS }),
        attempt('b', 1, { decision: OTHER }),
        missed(2, { decision: OURS }),
      ],
      ['a'],
    ],
  ])('%s', (_name, facts, expected) => {
    expect(unconnected(facts.reduce(withFact, EMPTY))).toEqual(expected);
    expect(unconnected(facts.toReversed().reduce(withFact, EMPTY))).toEqual(expected);
  });

  it('is the decision’s own entry while nobody reports its attempts', () => {
    const sent = withClaim(EMPTY, claim);
    expect(unconnected(withFact(sent, missed(1, { decision: OURS })))).toEqual(['claim']);
    expect(unconnected([missed(1, { decision: OURS }), spoken(2, OURS)].reduce(withFact, sent))).toEqual([]);
    expect(unconnected(withFact(sent, missed(1, { decision: OTHER })))).toEqual([]);
  });

  it('counts again when it turns out that another attempt was meant', () => {
    const first = [attempt('a', 0), missed(5)].reduce(withFact, EMPTY);
    expect(unconnected(withFact(first, attempt('b', 4)))).toEqual(['b']);
  });
});

it('known attempts stand for what their decision claims before or after them', () => {
  const told = attempt('a', 0, { decision: OURS });
  for (const profile of [withFact(withClaim(EMPTY, claim), told), withClaim(withFact(EMPTY, told), claim)]) {
    expect(profile.contacts).toEqual([told.told]);
    expect(profile.contacts.every(isAttempt)).toBe(true);
  }
});

it('an attempt at what the law demanded was demanded too, whichever is known first', () => {
  const forced = { ...claim, required: true } as const;
  const told = attempt('a', 0, { decision: OURS });
  for (const profile of [
    withFact(withClaim(EMPTY, forced), told),
    withClaim(withFact(EMPTY, told), forced),
  ]) {
    expect(profile.contacts).toEqual([{ ...told.told, required: true }]);
    const again = withFact(profile, attempt('b', 1, { decision: OURS }));
    expect(again.contacts.map(({ required }) => required)).toEqual([true, true]);
  }
});

it('what events told is known by its id', () => {
  for (const decision of [undefined, OURS])
    expect(isTold({ id: toldId(decision, eventId('e 1')) })).toBe(true);
  for (const id of ['c-1', 'accounts:1', 'd_short:1', ':account:']) expect(isTold({ id })).toBe(false);
});
