import type { ChannelId } from '../../../src/core/identifiers.ts';
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
