import type { BorrowerId, ChannelId, DecisionId } from '../../../identifiers.ts';
import { type Instant, parseInstant } from '../../../time/instant.ts';
import type { AccountFacts, Consent, ContactProfile, Phone } from '../../contact-profile.ts';
import type { CaseAccount, CaseConsent, CasePhone, CaseProfile } from './rule-case.ts';

const LONG_AGO = parseInstant('2020-01-01T00:00:00Z');

/** The contact profile that a case's shorthand stands for. */
export function profileOfCase(shorthand: CaseProfile): ContactProfile {
  const {
    consents = {},
    holds = [],
    contacts = [],
    accounts,
    phones,
    emails,
    addresses,
    ...plain
  } = shorthand;
  const { conversations = [], directConsents = [], timeZones = ['America/New_York'], ...rest } = plain;
  return {
    ...rest,
    borrowerId: 'b-1' as BorrowerId,
    timeZones,
    consents: Object.fromEntries(
      (['call', 'sms', 'email', 'letter', 'push'] as const).map((id) => [id, consentOf(consents[id])]),
    ),
    holds: holds.map(({ reason, channel, accountId, since, until }, index) => ({
      id: `hold-${index}`,
      reason,
      ...(channel === undefined ? {} : { channel: channel as string as ChannelId }),
      ...(accountId === undefined ? {} : { accountId }),
      since: since === undefined ? LONG_AGO : parseInstant(since),
      ...dated('until', until),
      source: 'case',
    })),
    contacts: contacts.map(({ channel, at, ...others }, index) => ({
      ...others,
      decisionId: `d-${index}` as DecisionId,
      token: 'case',
      channel: channel as string as ChannelId,
      kind: 'sent',
      interval: { start: parseInstant(at), end: parseInstant(at) },
    })),
    conversations: conversations.map((one, index) => ({
      ...one,
      id: `talk-${index}`,
      at: parseInstant(one.at),
    })),
    directConsents: directConsents.map((one, index) => ({
      ...one,
      id: `direct-${index}`,
      at: parseInstant(one.at),
    })),
    ...(phones === undefined ? {} : { phones: phones.map(phoneOf) }),
    ...(emails === undefined
      ? {}
      : { emails: emails.map((email, index) => ({ id: `email-${index}`, place: 'personal', ...email })) }),
    ...(addresses === undefined
      ? {}
      : { addresses: addresses.map((address, index) => ({ id: `address-${index}`, ...address })) }),
    ...(accounts === undefined
      ? {}
      : {
          accounts: Object.fromEntries(Object.entries(accounts).map(([id, facts]) => [id, accountOf(facts)])),
        }),
  };
}

function consentOf({ status = 'granted', form = 'written', since, confirmedAt }: CaseConsent = {}): Consent {
  return { status, form, ...dated('since', since), ...dated('confirmedAt', confirmedAt) };
}

function phoneOf({ reassignedCheckedAt, registry, ...phone }: CasePhone, index: number): Phone {
  return {
    id: `phone-${index}`,
    areaCode: '212',
    line: 'mobile',
    place: 'personal',
    ...phone,
    ...dated('reassignedCheckedAt', reassignedCheckedAt),
    ...(registry === undefined
      ? {}
      : { registry: { ...registry, checkedAt: parseInstant(registry.checkedAt) } }),
  };
}

function accountOf({ liveContactAt, writtenNoticeAt, ...facts }: CaseAccount): AccountFacts {
  return {
    ...facts,
    ...dated('liveContactAt', liveContactAt),
    ...dated('writtenNoticeAt', writtenNoticeAt),
  };
}

function dated<Name extends string>(name: Name, at: string | undefined): Partial<Record<Name, Instant>> {
  return at === undefined ? {} : ({ [name]: parseInstant(at) } as Partial<Record<Name, Instant>>);
}
