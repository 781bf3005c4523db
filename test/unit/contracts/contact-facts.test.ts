import { describe, expect, test } from 'vitest';
import { readProfileFile } from '../../../src/contracts/profile-file.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';
import { at } from '../../support/builders/identifiers.ts';

const KNOWN = { timeZones: ['America/New_York'], consents: {} };

function read(facts: object) {
  return readProfileFile(JSON.stringify({ ...KNOWN, ...facts }));
}

function refused(text: string): InvalidInputError {
  try {
    readProfileFile(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('The profile was accepted.');
}

const phone = { id: 'p-1', place: 'personal' };

describe('of a telephone number', () => {
  test.each([
    ['+1 850 555 0100', '850'],
    ['+18505550100', '850'],
    ['8505550100', '850'],
    ['1-850-555-0100', '850'],
    ['(850) 555-0100', '850'],
    ['(850)555-0100', '850'],
    ['850.555.0100', '850'],
    ['+44 20 7946 0000', undefined],
    ['+52 55 1234 5678', undefined],
    ['+4915112345678', undefined],
  ])('%s the area code is %s, and no more is kept', (number, areaCode) => {
    const { phones } = read({ phones: [{ ...phone, number }] });
    expect(phones).toStrictEqual([
      { ...phone, line: 'unknown', ...(areaCode === undefined ? {} : { areaCode }) },
    ]);
  });

  test.each([
    '555-0100',
    '850 555 0100 x7',
    '+1 150 555 0100',
    '+1 850 155 0100',
    '0044 20 7946 0000',
    '+1',
    '',
  ])('%s nothing can be told: it is refused, and not repeated', (number) => {
    const { fields } = refused(JSON.stringify({ ...KNOWN, phones: [{ ...phone, number }] }));
    expect(fields.map(({ pointer }) => pointer)).toEqual(['/phones/0/number']);
    if (number.length > 2) expect(JSON.stringify(fields)).not.toContain(number);
  });
});

test('a city brings its state, each once', () => {
  const { jurisdictions } = read({ jurisdictions: ['US-NY-NYC', 'US-FL', 'US-NY'] });
  expect(jurisdictions).toEqual(['US-NY-NYC', 'US-NY', 'US-FL']);
});

test('contacts are entries that rules count; one that was connected is like any other', () => {
  const contact = {
    channel: 'call',
    kind: 'sent',
    start: '2026-11-24T14:00:00Z',
    end: '2026-11-24T15:00:00Z',
  };
  const { contacts } = read({
    contacts: [
      { ...contact, accountId: 'a-77', place: 'work', connected: false },
      { ...contact, connected: true },
    ],
  });
  const entry = {
    decisionId: '',
    token: '',
    channel: 'call',
    kind: 'sent',
    interval: { start: at('2026-11-24T14:00:00Z'), end: at('2026-11-24T15:00:00Z') },
  };
  expect(contacts).toStrictEqual([{ ...entry, accountId: 'a-77', place: 'work', connected: false }, entry]);
});

const moment = '2026-11-24T14:00:00Z';
const hold = { id: 'h-1', since: moment, source: 'letter' };

describe('refused, with field and fix', () => {
  test.each<[string, object, string]>([
    [
      'a number and an area code',
      { phones: [{ ...phone, number: '8505550100', areaCode: '850' }] },
      '/phones/0/areaCode',
    ],
    ['an area code that none is', { phones: [{ ...phone, areaCode: '150' }] }, '/phones/0/areaCode'],
    ['a phone of no place', { phones: [{ id: 'p-1' }] }, '/phones/0/place'],
    ['a number for an id', { phones: [{ ...phone, id: '+1 850 555 0100' }] }, '/phones/0/id'],
    ['an address for an id', { emails: [{ id: 'ann@example.com' }] }, '/emails/0/id'],
    ['an e-mail address', { emails: [{ id: 'e-1', address: 'ann@example.com' }] }, '/emails/0/address'],
    ['a permission taken back', { emails: [{ id: 'e-1', permitted: false }] }, '/emails/0/permitted'],
    ['a ZIP of four digits', { addresses: [{ id: 'home', zip: '3250' }] }, '/addresses/0/zip'],
    ['a state that none is', { jurisdictions: ['US-ZZ'] }, '/jurisdictions/0'],
    ['a country', { jurisdictions: ['US'] }, '/jurisdictions/0'],
    ['a reason that none is', { holds: [{ ...hold, reason: 'mood' }] }, '/holds/0/reason'],
    ['a hold of no time', { holds: [{ ...hold, until: moment }] }, '/holds/0/until'],
    [
      'a consent of no time',
      { consents: { call: { status: 'granted', since: moment, until: moment } } },
      '/consents/call/until',
    ],
    [
      'a form that none is',
      { consents: { call: { status: 'granted', form: 'nod' } } },
      '/consents/call/form',
    ],
    [
      'an inconvenient time of no length',
      { inconvenientTimes: [{ start: '08:00', end: '08:00' }] },
      '/inconvenientTimes/0/end',
    ],
    [
      'an inconvenient time that no clock shows',
      { inconvenientTimes: [{ start: '24:00', end: '08:00' }] },
      '/inconvenientTimes/0/start',
    ],
    [
      'no day',
      { inconvenientTimes: [{ days: [], start: '08:00', end: '09:00' }] },
      '/inconvenientTimes/0/days',
    ],
    [
      'a consent that ends first',
      { directConsents: [{ id: 'k', at: moment, until: moment }] },
      '/directConsents/0/until',
    ],
    ['a conversation at no time', { conversations: [{ id: 'c-1' }] }, '/conversations/0/at'],
    [
      'a date that no calendar has',
      { accounts: { a: { unpaidSince: '2026-02-29' } } },
      '/accounts/a/unpaidSince',
    ],
    [
      'an account both current and past due',
      { accounts: { a: { unpaidSince: '2026-02-28', current: true } } },
      '/accounts/a/current',
    ],
    ['a product that none is', { accounts: { a: { product: 'boat' } } }, '/accounts/a/product'],
    ['21 phones', { phones: Array.from({ length: 21 }, () => phone) }, '/phones'],
    [
      '101 accounts',
      { accounts: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a-${n}`, {}])) },
      '/accounts',
    ],
  ])('%s', (_name, facts, pointer) => {
    const { code, fields } = refused(JSON.stringify({ ...KNOWN, ...facts }));
    expect([code, fields.map((field) => field.pointer)]).toEqual(['schema-violation', [pointer]]);
    expect(fields[0]?.fix).not.toBe('');
  });

  test('what is no JSON', () => {
    expect(refused('{').code).toBe('body-not-json');
  });
});
