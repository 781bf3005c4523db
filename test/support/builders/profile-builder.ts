import type { ChannelId, DecisionId } from '../../../src/core/identifiers.ts';
import type { ContactEntry, ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import { at, borrowerId, decisionId } from './identifiers.ts';

/** A borrower in two time zones with consents, a hold on calls and one reserved contact. */
export function aProfile(overrides: Partial<ContactProfile> = {}): ContactProfile {
  return {
    borrowerId: borrowerId('b-1029'),
    timeZones: ['America/New_York', 'America/Denver'],
    consents: {
      email: { status: 'granted', since: at('2025-03-01T00:00:00Z') },
      sms: { status: 'granted' },
      call: { status: 'unknown' },
    },
    holds: [
      {
        id: 'h-1',
        channel: 'call' as ChannelId,
        since: at('2026-10-01T12:00:00Z'),
        source: 'borrower-request',
      },
      { id: 'h-2', since: at('2026-10-02T12:00:00Z'), source: 'outcome:unsubscribed' },
      {
        id: 'h-3',
        channel: 'sms' as ChannelId,
        since: at('2026-10-03T12:00:00Z'),
        until: at('2026-10-10T12:00:00Z'),
        source: 'outcome:conversation',
      },
    ],
    contacts: [aContact()],
    ...overrides,
  };
}

/** Every member with every part that it can have. */
export function aFullProfile(overrides: Partial<ContactProfile> = {}): ContactProfile {
  const moment = at('2026-11-20T15:00:00Z');
  const later = at('2026-12-20T15:00:00Z');
  const call = 'call' as ChannelId;
  return aProfile({
    filedAt: moment,
    consents: {
      sms: {
        status: 'granted',
        since: moment,
        until: later,
        confirmedAt: moment,
        form: 'written',
        source: 'web-form',
      },
    },
    holds: [
      { id: 'h-4', reason: 'dispute', accountId: 'a-77', since: moment, until: later, source: 'letter' },
    ],
    phones: [
      {
        id: 'p-1',
        areaCode: '850',
        line: 'mobile',
        place: 'work',
        permitted: true,
        status: 'reassigned',
        reassignedCheckedAt: moment,
        registry: { checkedAt: moment, listed: false },
      },
      { id: 'p-2', line: 'unknown', place: 'personal' },
    ],
    emails: [{ id: 'e-1', place: 'work', permitted: true, status: 'wrong-party' }],
    addresses: [{ id: 'home', zip: '32501', place: 'home' }],
    jurisdictions: ['US-NY-NYC', 'US-NY'],
    inconvenientTimes: [
      { days: ['mon', 'sun'], start: '22:00', end: '07:00', channel: call },
      { start: '12:00', end: '13:00' },
    ],
    conversations: [
      { id: 'account:e-1', at: moment, accountId: 'a-77' },
      { id: 'c-1', at: moment },
    ],
    directConsents: [{ id: 'account:e-2', at: moment, until: later, accountId: 'a-77' }],
    accounts: {
      'a-77': {
        product: 'mortgage',
        actor: 'first-party',
        unpaidSince: '2026-10-01',
        inCollection: false,
        liveContactAt: moment,
        writtenNoticeAt: moment,
      },
      'a/78~': { current: true },
    },
    contacts: [
      aContact({ kind: 'sent', accountId: 'a-77', place: 'work', required: true, connected: false }),
      aContact({ decisionId: '' as DecisionId, token: 'attempt:e-3' }),
    ],
    missedCalls: [
      { id: 'account:e-4', decisionId: '' as DecisionId, channel: call, accountId: 'a-77', at: moment },
    ],
    ...overrides,
  });
}

export function aContact(overrides: Partial<ContactEntry> = {}): ContactEntry {
  return {
    decisionId: decisionId('record'),
    token: '5f0c2f0e-6f3a-4a53-9f3b-0c1a5f5b1c77',
    channel: 'sms' as ChannelId,
    kind: 'reserved',
    interval: { start: at('2026-11-24T22:00:00Z'), end: at('2026-11-25T01:00:00Z') },
    ...overrides,
  };
}
