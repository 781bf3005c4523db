import { expect, test } from 'vitest';
import {
  type ActionId,
  type ChannelId,
  NO_CONTACT,
  type WindowId,
} from '../../../../src/core/identifiers.ts';
import { applyContactRules } from '../../../../src/core/rules/apply-contact-rules.ts';
import type { ContactProfile } from '../../../../src/core/rules/contact-profile.ts';
import type { ContactRule } from '../../../../src/core/rules/rule.ts';
import { formatInstant } from '../../../../src/core/time/instant.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { AGREEABLE, bookOf, momentUnder } from '../../../support/builders/moment-builder.ts';
import { aContact } from '../../../support/builders/profile-builder.ts';
import { aRule, EVERY_DAY } from '../../../support/builders/rule-builder.ts';

const hours = (id: string, start: string, end: string): ContactRule =>
  aRule({ kind: 'window', parameters: { hours: [{ days: EVERY_DAY, start, end }] } }, { id });
const MORNING = hours('morning', '08:00', '10:00');
const NOON = hours('noon', '11:00', '13:00');
const LATE = hours('late', '09:30', '21:00');
const DAY = hours('day', '08:00', '21:00');

/** A window from 8:00 to 11:30 in New York, judged at seven. */
function judge(
  rules: readonly ContactRule[],
  minimumWindowMinutes = 0,
  profile: Partial<ContactProfile> = {},
) {
  const mask = applyContactRules({
    book: bookOf(rules, { minimumWindowMinutes }),
    question: { purpose: 'collection', actor: 'third-party' },
    candidates: [
      {
        action: 'call@w' as ActionId,
        channel: 'call' as ChannelId,
        window: {
          id: 'w' as WindowId,
          interval: { start: at('2026-07-15T12:00:00Z'), end: at('2026-07-15T15:30:00Z') },
          timeZone: 'America/New_York',
        },
      },
      { action: NO_CONTACT },
    ],
    profile: { ...AGREEABLE, ...profile },
    now: at('2026-07-15T11:00:00Z'),
  });
  const [eligible] = mask.eligible;
  const interval = eligible?.window?.interval;
  if (interval !== undefined)
    return [interval.start, interval.end].map((each) => formatInstant(each).slice(11, 16));
  return mask.blocked[0]?.hits.map(({ rule }) => rule);
}

test.each<[string, readonly ContactRule[], number, readonly string[]]>([
  ['what all of them leave', [DAY, MORNING, LATE], 0, ['13:30', '14:00']],
  [
    'each that alone leaves nothing',
    [hours('night', '22:00', '24:00'), DAY, hours('never', '21:00', '08:00')],
    0,
    ['night@1', 'never@1'],
  ],
  [
    'each that takes something away, when only together they leave nothing',
    [DAY, MORNING, NOON],
    0,
    ['morning@1', 'noon@1'],
  ],
  ['the shortest window, when they leave too little', [DAY, MORNING, LATE], 31, ['minimum-window@1']],
])('%s', (_case, rules, minimum, expected) => {
  expect(judge(rules, minimum)).toEqual(expected);
});

test('a cap is told beside what else forbids, in the order of the book', () => {
  const cap = aRule(
    {
      kind: 'cap',
      parameters: {
        limit: 1,
        days: 7,
        counts: 'attempts',
        together: ['call'],
        unit: 'person',
        exclusions: [],
      },
    },
    { id: 'cap' },
  );
  const contacts = [
    aContact({
      channel: 'call' as ChannelId,
      kind: 'sent',
      interval: { start: at('2026-07-10T12:00:00Z'), end: at('2026-07-10T12:00:00Z') },
    }),
  ];
  expect(judge([MORNING, cap, NOON], 0, { contacts })).toEqual(['morning@1', 'cap@1', 'noon@1']);
  expect(judge([cap, LATE], 0, { contacts })).toEqual(['cap@1']);
  expect(judge([cap, LATE], 180, { contacts })).toEqual(['cap@1', 'minimum-window@1']);
});

test('a cap that only the rest of the window could break forbids all of it', () => {
  const cap = aRule({
    kind: 'cap',
    parameters: { limit: 1, days: 1, counts: 'attempts', together: ['call'], unit: 'person', exclusions: [] },
  });
  // Reserved for the next morning from 11:00 on: less than 24 hours after what follows 11:00 today.
  const contacts = [
    aContact({
      channel: 'call' as ChannelId,
      interval: { start: at('2026-07-16T15:00:00Z'), end: at('2026-07-16T16:00:00Z') },
    }),
  ];
  expect(judge([cap, MORNING], 0, { contacts })).toEqual(['rule@1']);
  const verdict = momentUnder([cap], {
    at: '2026-07-15T14:00:00Z',
    until: '2026-07-15T18:00:00Z',
    profile: { contacts },
  });
  expect(verdict.kind === 'lawful' && formatInstant(verdict.until)).toBe('2026-07-15T15:00:00.001Z');
});

test('a moment after the end of its window is blocked', () => {
  expect(momentUnder([], { at: '2026-07-15T14:00:00Z', until: '2026-07-15T14:00:00Z' })).toEqual({
    kind: 'blocked',
    hits: [{ rule: 'send-window@1', reason: 'The send window has ended.' }],
  });
});
