import { DAY_MS } from '../../../time/instant.ts';
import {
  type CaseFrame,
  capCases,
  contactsBefore,
  holdCases,
  hoursCases,
  makeCase,
  sevenDayCooldownCases,
  writtenConsentCases,
} from './make-cases.ts';
import type { CaseChannel, CaseProfile, RuleCase } from './rule-case.ts';

/** A first party collects from somebody of this jurisdiction. */
function collecting(rule: string, jurisdiction: string, profile: CaseProfile = {}): CaseFrame {
  return {
    rule: `${rule}@1`,
    channel: 'call',
    purpose: 'collection',
    actor: 'first-party',
    accountId: 'a-1',
    profile: { jurisdictions: [jurisdiction], ...profile },
  };
}

const NIGHT = '2026-07-15T03:00:00-04:00';
const OPENS = '2026-07-15T08:00:00-04:00';
const CLOSES = '2026-07-15T21:00:00-04:00';

function by(channel: CaseChannel, frame: CaseFrame): CaseFrame {
  return { ...frame, channel };
}

const FL_HOURS = collecting('us-fl-collection-hours', 'US-FL');

const florida: readonly RuleCase[] = [
  ...hoursCases(FL_HOURS, OPENS, CLOSES),
  ...hoursCases(
    {
      ...FL_HOURS,
      profile: { jurisdictions: ['US-FL'], timeZones: ['America/New_York', 'America/Chicago'] },
    },
    '2026-07-15T09:00:00-04:00',
    CLOSES,
  ),
  makeCase(FL_HOURS, 'allowed', 'an e-mail at night', { at: NIGHT, channel: 'email' }),
  makeCase(FL_HOURS, 'allowed', 'a Georgian at night', {
    at: NIGHT,
    profile: { jurisdictions: ['US-GA'] },
  }),
  makeCase(FL_HOURS, 'blocked', 'at night, state unknown', { at: NIGHT, profile: { jurisdictions: [] } }),
  ...holdCases(collecting('us-fl-attorney', 'US-FL'), 'attorney'),
];

const MA_CAP = collecting('us-ma-collection-frequency', 'US-MA');
const MA_WORK: CaseFrame = collecting('us-ma-collection-frequency-elsewhere', 'US-MA', {
  phones: [{ place: 'work', permitted: true }],
});
const MA_HOURS = collecting('us-ma-collection-hours', 'US-MA');

const massachusetts: readonly RuleCase[] = [
  ...capCases(MA_CAP, 2, 7),
  makeCase(MA_CAP, 'blocked', 'a call and a text count together', {
    profile: {
      jurisdictions: ['US-MA'],
      contacts: [
        { channel: 'call', at: '2026-07-14T12:00:00-04:00' },
        { channel: 'sms', at: '2026-07-13T12:00:00-04:00' },
      ],
    },
  }),
  makeCase(MA_CAP, 'blocked', 'a call that was not connected counts', {
    profile: {
      contacts: contactsBefore(2, DAY_MS, { channel: 'call', connected: false }),
    },
  }),
  ...capCases(MA_WORK, 2, 30, { place: 'work' }),
  makeCase(MA_WORK, 'allowed', 'a personal number is left', {
    profile: {
      phones: [{ place: 'work' }, { place: 'personal' }],
      contacts: contactsBefore(2, DAY_MS, { channel: 'call', place: 'work' }),
    },
  }),
  ...hoursCases(MA_HOURS, OPENS, CLOSES),
  ...hoursCases(
    { ...MA_HOURS, profile: { jurisdictions: ['US-MA'], timeZones: ['America/Los_Angeles'] } },
    '2026-07-15T11:00:00-04:00',
    CLOSES,
  ),
  ...holdCases(collecting('us-ma-attorney', 'US-MA'), 'attorney'),
];

const WA_CAP: CaseFrame = {
  ...collecting('us-wa-collection-frequency', 'US-WA', { timeZones: ['America/Los_Angeles'] }),
  actor: 'third-party',
};

const washington: readonly RuleCase[] = [
  ...capCases(WA_CAP, 3, 7),
  ...capCases(by('letter', WA_CAP), 3, 7),
  makeCase(WA_CAP, 'blocked', 'a call, an e-mail and a letter about another debt', {
    profile: {
      contacts: [
        { channel: 'call', at: '2026-07-14T12:00:00-07:00', accountId: 'a-2' },
        { channel: 'email', at: '2026-07-13T12:00:00-07:00', accountId: 'a-2' },
        { channel: 'letter', at: '2026-07-12T12:00:00-07:00', accountId: 'a-2' },
      ],
      jurisdictions: ['US-WA'],
    },
  }),
  makeCase(WA_CAP, 'allowed', 'a first party', {
    actor: 'first-party',
    profile: { contacts: contactsBefore(3, DAY_MS, { channel: 'call' }) },
  }),
  ...capCases(
    {
      ...collecting('us-wa-collection-work-frequency', 'US-WA', {
        phones: [{ place: 'work', permitted: true, areaCode: '206' }],
      }),
      actor: 'third-party',
    },
    1,
    7,
    { place: 'work' },
  ),
  ...hoursCases(
    { ...WA_CAP, rule: 'us-wa-collection-hours@1' },
    '2026-07-15T07:30:00-07:00',
    '2026-07-15T21:00:00-07:00',
  ),
];

const late = (days: string, product: 'card' | 'mortgage' | 'auto' = 'card'): CaseProfile => ({
  jurisdictions: ['US-DC'],
  accounts: { 'a-1': { product, unpaidSince: days } },
});
const DC_CALLS = collecting('us-dc-call-frequency', 'US-DC', late('2026-01-01'));
const DC_MESSAGES = by('email', collecting('us-dc-electronic-frequency', 'US-DC', late('2026-01-01')));
const DC_CONSENT = by('sms', collecting('us-dc-electronic-consent', 'US-DC', late('2026-01-01')));
const FOUR_CALLS = contactsBefore(4, DAY_MS, { channel: 'call' });

const END_OF_2022 = '2022-12-31T23:59:59-05:00';
const OLD_ACCOUNT = late('2022-01-01');

const districtOfColumbia: readonly RuleCase[] = [
  ...capCases(DC_CALLS, 4, 7, { accountId: 'a-1' }),
  makeCase(DC_CALLS, 'allowed', '30 days past due', {
    profile: { ...late('2026-06-15'), contacts: FOUR_CALLS },
  }),
  makeCase(DC_CALLS, 'blocked', '31 days past due', {
    profile: { ...late('2026-06-14'), contacts: FOUR_CALLS },
  }),
  makeCase(DC_CALLS, 'allowed', 'a mortgage', {
    profile: { ...late('2026-01-01', 'mortgage'), contacts: FOUR_CALLS },
  }),
  makeCase(DC_CALLS, 'blocked', 'an account of which nothing is known', {
    profile: { accounts: {}, contacts: FOUR_CALLS },
  }),
  ...capCases(DC_MESSAGES, 5, 7),
  makeCase(DC_MESSAGES, 'blocked', 'texts and e-mails count together', {
    profile: {
      contacts: [
        ...contactsBefore(3, DAY_MS, { channel: 'sms' }),
        ...contactsBefore(2, DAY_MS, { channel: 'email' }),
      ],
    },
  }),
  ...writtenConsentCases(DC_CONSENT),
  ...[DC_CALLS, DC_MESSAGES].map((frame) =>
    makeCase(frame, 'allowed', 'the last second of 2022', {
      at: END_OF_2022,
      profile: {
        ...OLD_ACCOUNT,
        contacts: contactsBefore(5, DAY_MS, { channel: frame.channel }, END_OF_2022),
      },
    }),
  ),
  makeCase(DC_CONSENT, 'allowed', 'the last second of 2022, consent given orally', {
    at: END_OF_2022,
    profile: { ...OLD_ACCOUNT, consents: { sms: { form: 'oral' } } },
  }),
];

const END_OF_AUGUST = '2026-08-31T23:59:59-04:00';
const SEPTEMBER = '2026-09-15T12:00:00-04:00';
const NYC_CAP = collecting('us-ny-nyc-contact-frequency', 'US-NY-NYC');
const NYC_CONSENT = by('email', collecting('us-ny-nyc-electronic-consent', 'US-NY-NYC'));
const NYC_MEDIUM = by('sms', collecting('us-ny-nyc-medium-cease', 'US-NY-NYC'));
const NYC_BEFORE: CaseFrame = {
  ...collecting('us-ny-nyc-contact-frequency-before', 'US-NY-NYC'),
  actor: 'third-party',
};
const NOT_IN_COLLECTION = { accounts: { 'a-1': { inCollection: false } } };

const newYorkCity: readonly RuleCase[] = [
  ...capCases(NYC_CAP, 3, 7, { at: SEPTEMBER }),
  ...capCases(by('letter', NYC_CAP), 3, 7, { at: SEPTEMBER, channel: 'call' }),
  makeCase(NYC_CAP, 'allowed', 'the last second of August', {
    at: END_OF_AUGUST,
    profile: { contacts: contactsBefore(3, DAY_MS, { channel: 'call' }, END_OF_AUGUST) },
  }),
  makeCase(NYC_CAP, 'blocked', '1 September 2026', {
    at: '2026-09-01T00:00:00-04:00',
    profile: { contacts: contactsBefore(3, DAY_MS, { channel: 'call' }, '2026-09-01T00:00:00-04:00') },
  }),
  makeCase(NYC_CAP, 'allowed', 'routine servicing by a first party', {
    at: SEPTEMBER,
    purpose: 'servicing',
    profile: { ...NOT_IN_COLLECTION, contacts: contactsBefore(3, DAY_MS, { channel: 'call' }, SEPTEMBER) },
  }),
  makeCase(NYC_CAP, 'blocked', 'collection by a first party', {
    at: SEPTEMBER,
    profile: { ...NOT_IN_COLLECTION, contacts: contactsBefore(3, DAY_MS, { channel: 'call' }, SEPTEMBER) },
  }),
  ...writtenConsentCases(NYC_CONSENT, SEPTEMBER),
  makeCase(NYC_CONSENT, 'allowed', 'the last second of August, consent given orally', {
    at: END_OF_AUGUST,
    profile: { consents: { email: { form: 'oral' } } },
  }),
  makeCase(NYC_MEDIUM, 'allowed', 'the last second of August', {
    at: END_OF_AUGUST,
    profile: { holds: [{ reason: 'opt-out', channel: 'sms' }] },
  }),
  makeCase(collecting('us-ny-nyc-after-conversation', 'US-NY-NYC'), 'allowed', 'the last second of August', {
    at: END_OF_AUGUST,
    profile: { conversations: [{ at: '2026-08-30T12:00:00-04:00' }] },
  }),
  ...holdCases(NYC_MEDIUM, 'opt-out', { channel: 'sms', at: SEPTEMBER }),
  ...holdCases(NYC_MEDIUM, 'medium-request', { channel: 'sms', at: SEPTEMBER }),
  ...sevenDayCooldownCases(collecting('us-ny-nyc-after-conversation', 'US-NY-NYC')),
  ...capCases(NYC_BEFORE, 2, 7),
  makeCase(NYC_BEFORE, 'allowed', 'from September 2026 on', {
    at: SEPTEMBER,
    profile: { contacts: contactsBefore(2, DAY_MS, { channel: 'call' }, SEPTEMBER) },
  }),
];

const NY_CALLS: CaseFrame = { ...collecting('us-ny-call-frequency', 'US-NY'), actor: 'third-party' };
const NY_TALKS: CaseFrame = { ...collecting('us-ny-conversation-frequency', 'US-NY'), actor: 'third-party' };

const newYorkState: readonly RuleCase[] = [
  ...capCases(NY_CALLS, 3, 7),
  makeCase(NY_TALKS, 'blocked', 'a conversation a second less than 7 days ago', {
    profile: { conversations: [{ at: '2026-07-08T12:00:01-04:00' }] },
  }),
  makeCase(NY_TALKS, 'allowed', 'a conversation 7 days ago', {
    profile: { conversations: [{ at: '2026-07-08T12:00:00-04:00' }] },
  }),
  ...writtenConsentCases(
    by('email', { ...collecting('us-ny-electronic-consent', 'US-NY'), actor: 'third-party' }),
  ),
];

const WV_TALKS = collecting('us-wv-conversation-frequency', 'US-WV');
const talks = (count: number, firstMs = DAY_MS) => ({
  profile: { conversations: contactsBefore(count, firstMs, { channel: 'call' }).map(({ at }) => ({ at })) },
});

const westVirginia: readonly RuleCase[] = [
  ...capCases(collecting('us-wv-call-frequency', 'US-WV'), 30, 7),
  makeCase(WV_TALKS, 'allowed', 'after 9 conversations', talks(9)),
  makeCase(WV_TALKS, 'blocked', 'after 10 conversations', talks(10)),
  makeCase(WV_TALKS, 'blocked', 'the first of 10 a second too young', talks(10, 7 * DAY_MS - 1000)),
  makeCase(WV_TALKS, 'allowed', 'the first of 10 exactly 7 × 24 hours old', talks(10, 7 * DAY_MS)),
  ...hoursCases(collecting('us-wv-collection-hours', 'US-WV'), OPENS, CLOSES),
  ...holdCases(collecting('us-wv-attorney', 'US-WV'), 'attorney'),
];

const PACIFIC = { timeZones: ['America/Los_Angeles'] };
const CA_WORK = collecting('us-ca-work-place', 'US-CA', PACIFIC);
const CA_CEASE = collecting('us-ca-cease', 'US-CA', PACIFIC);

const california: readonly RuleCase[] = [
  ...hoursCases(
    by('email', collecting('us-ca-collection-hours', 'US-CA', PACIFIC)),
    '2026-07-15T08:00:00-07:00',
    '2026-07-15T21:00:00-07:00',
  ),
  ...capCases(collecting('us-ca-call-frequency', 'US-CA', PACIFIC), 7, 7),
  ...sevenDayCooldownCases(collecting('us-ca-call-after-conversation', 'US-CA')),
  makeCase(CA_WORK, 'blocked', 'only a number at work', { profile: { phones: [{ place: 'work' }] } }),
  makeCase(CA_WORK, 'allowed', 'a number at work that the employer permits', {
    profile: { phones: [{ place: 'work', permitted: true }] },
  }),
  ...holdCases(collecting('us-ca-attorney', 'US-CA', PACIFIC), 'attorney'),
  ...holdCases(CA_CEASE, 'cease'),
  makeCase(CA_CEASE, 'allowed', 'what the law demands', {
    purpose: 'required',
    profile: { holds: [{ reason: 'cease' }] },
  }),
];

const LA_DEBT = collecting('us-la-disaster-collection', 'US-LA');

const louisianaDisasters: readonly RuleCase[] = [
  ...holdCases(
    { ...collecting('us-la-disaster-solicitation', 'US-LA'), purpose: 'solicitation' },
    'disaster',
  ),
  ...holdCases(LA_DEBT, 'disaster'),
  makeCase(LA_DEBT, 'allowed', 'a letter', {
    channel: 'letter',
    profile: { holds: [{ reason: 'disaster' }] },
  }),
];

export const STATE_CASES: readonly RuleCase[] = [
  ...california,
  ...districtOfColumbia,
  ...florida,
  ...massachusetts,
  ...newYorkCity,
  ...newYorkState,
  ...washington,
  ...westVirginia,
  ...louisianaDisasters,
];
