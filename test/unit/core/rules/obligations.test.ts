import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { AccountFacts, ContactProfile, Hold } from '../../../../src/core/rules/contact-profile.ts';
import { latestDueDate } from '../../../../src/core/rules/due-dates.ts';
import { dueObligations } from '../../../../src/core/rules/obligations.ts';
import type { ObligationParameters } from '../../../../src/core/rules/rule.ts';
import { formatInstant } from '../../../../src/core/time/instant.ts';
import { dayOfText } from '../../../../src/core/time/local-days.ts';
import { at, decisionId } from '../../../support/builders/identifiers.ts';
import { AGREEABLE, bookOf } from '../../../support/builders/moment-builder.ts';
import { aContact } from '../../../support/builders/profile-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const LIVE: ObligationParameters = {
  duty: 'live-contact',
  by: ['call'],
  fromDay: 20,
  byDay: 36,
  again: 'due-date',
  efforts: 2,
  unlessHeld: ['bankruptcy'],
};
const NOTICE: ObligationParameters = {
  duty: 'written-notice',
  by: ['mail'],
  fromDay: 30,
  byDay: 45,
  again: { days: 180 },
  unlessHeld: [],
};
const MORTGAGE: AccountFacts = { product: 'mortgage', unpaidSince: '2026-06-01' };

function due(
  parameters: ObligationParameters,
  now: string,
  account: AccountFacts = MORTGAGE,
  profile: Partial<ContactProfile> = {},
) {
  return dueObligations({
    book: bookOf([aRule({ kind: 'obligation', parameters }, { id: 'duty' })]),
    question: { purpose: 'servicing', actor: 'first-party', accountId: 'a' },
    profile: { ...AGREEABLE, accounts: { a: account }, ...profile },
    now: at(now),
  }).map(({ reference, since, dueBy }) => [reference, formatInstant(since), formatInstant(dueBy)]);
}

const OF_JUNE = ['duty@1', '2026-06-01T04:00:00.000Z', '2026-07-08T04:00:00.000Z'];

test.each([
  ['2026-06-01', '2026-05-31', undefined],
  ['2026-06-01', '2026-06-01', '2026-06-01'],
  ['2026-06-15', '2026-07-14', '2026-06-15'],
  ['2026-06-15', '2026-07-15', '2026-07-15'],
  ['2026-01-31', '2026-02-27', '2026-01-31'],
  ['2026-01-31', '2026-02-28', '2026-02-28'],
  ['2026-01-31', '2026-03-30', '2026-02-28'],
  ['2027-12-31', '2028-02-29', '2028-02-29'],
])('due since %s, the latest due date on %s is %s', (first, day, latest) => {
  expect(latestDueDate(first, dayOfText(day))).toBe(latest === undefined ? undefined : dayOfText(latest));
});

describe('live contact', () => {
  test.each<[string, string, readonly (readonly string[])[]]>([
    ['not yet on the nineteenth day', '2026-06-21T03:59:59.999Z', []],
    ['from the twentieth day on', '2026-06-21T04:00:00Z', [OF_JUNE]],
    ['of June still on the nineteenth day after July’s', '2026-07-21T03:59:59.999Z', [OF_JUNE]],
    [
      'then of July',
      '2026-07-21T04:00:00Z',
      [['duty@1', '2026-07-01T04:00:00.000Z', '2026-08-07T04:00:00.000Z']],
    ],
  ])('%s', (_case, now, expected) => {
    expect(due(LIVE, now)).toEqual(expected);
  });

  const NOW = '2026-06-25T15:00:00Z';
  const call = (time: string, more: object = {}) =>
    aContact({
      decisionId: decisionId(time),
      channel: 'call' as ChannelId,
      kind: 'sent',
      interval: { start: at(time), end: at(time) },
      ...more,
    });
  const talk = (time: string, accountId?: string) => [
    { id: 'c', at: at(time), ...(accountId === undefined ? {} : { accountId }) },
  ];
  const bankruptcy: Hold = {
    id: 'h',
    reason: 'bankruptcy',
    since: at('2026-06-02T00:00:00Z'),
    source: 'test',
  };
  test.each<[string, AccountFacts, Partial<ContactProfile>, boolean]>([
    ['a conversation since', MORTGAGE, { conversations: talk('2026-06-01T04:00:00Z') }, false],
    ['a conversation before', MORTGAGE, { conversations: talk('2026-06-01T03:59:59.999Z') }, true],
    ['one about another account', MORTGAGE, { conversations: talk('2026-06-10T15:00:00Z', 'b') }, true],
    [
      'live contact that the servicer states',
      { ...MORTGAGE, liveContactAt: at('2026-06-10T15:00:00Z') },
      {},
      false,
    ],
    [
      'two attempts',
      MORTGAGE,
      { contacts: [call('2026-06-10T15:00:00Z'), call('2026-06-11T15:00:00Z')] },
      false,
    ],
    ['one attempt', MORTGAGE, { contacts: [call('2026-06-10T15:00:00Z')] }, true],
    [
      'attempts that are only reserved',
      MORTGAGE,
      { contacts: [call('2026-06-10T15:00:00Z', { kind: 'reserved' }), call('2026-06-11T15:00:00Z')] },
      true,
    ],
    [
      'texts',
      MORTGAGE,
      {
        contacts: [
          call('2026-06-10T15:00:00Z', { channel: 'sms' }),
          call('2026-06-11T15:00:00Z', { channel: 'sms' }),
        ],
      },
      true,
    ],
    ['a hold that suspends it', MORTGAGE, { holds: [bankruptcy] }, false],
    ['one that has ended', MORTGAGE, { holds: [{ ...bankruptcy, until: at(NOW) }] }, true],
    ['another hold', MORTGAGE, { holds: [{ ...bankruptcy, reason: 'dispute' }] }, true],
    ['no mortgage', { ...MORTGAGE, product: 'auto' }, {}, false],
    ['an unknown product', { unpaidSince: '2026-06-01' }, {}, false],
    ['nothing past due', { product: 'mortgage', current: true }, {}, false],
    ['no zone on file', MORTGAGE, { timeZones: [] }, false],
  ])('%s', (_case, account, profile, isDue) => {
    expect(due(LIVE, NOW, account, profile)).toEqual(isDue ? [OF_JUNE] : []);
  });
});

describe('a written notice', () => {
  const NOW = '2026-07-05T15:00:00Z';
  const notice = (writtenNoticeAt: string) =>
    due(NOTICE, NOW, { ...MORTGAGE, writtenNoticeAt: at(writtenNoticeAt) });
  const letter = (more: object) =>
    due(NOTICE, NOW, MORTGAGE, {
      contacts: [
        aContact({
          channel: 'letter' as ChannelId,
          kind: 'sent',
          interval: { start: at('2026-06-10T15:00:00Z'), end: at('2026-06-10T15:00:00Z') },
          ...more,
        }),
      ],
    });

  test('is due when none was sent', () => {
    expect(due(NOTICE, NOW)).toEqual([['duty@1', '2026-06-01T04:00:00.000Z', '2026-07-17T04:00:00.000Z']]);
  });
  test('does not come again within 180 days', () => {
    expect(notice('2026-01-06T15:00:00.001Z')).toHaveLength(0);
    expect(notice('2026-01-06T15:00:00Z')).toHaveLength(1);
  });
  test('is a letter that the law required, not any letter', () => {
    expect(letter({ required: true })).toHaveLength(0);
    expect(letter({})).toHaveLength(1);
  });
});
