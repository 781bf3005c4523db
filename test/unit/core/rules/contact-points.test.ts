import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { ContactProfile, Email, Phone } from '../../../../src/core/rules/contact-profile.ts';
import type { SuppressionFact } from '../../../../src/core/rules/rule.ts';
import { ruledChannel } from '../../../../src/core/rules/rule-book.ts';
import { usablePoints } from '../../../../src/core/rules/usable-points.ts';
import { DAY_MS, formatInstant, plusMs } from '../../../../src/core/time/instant.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { AGREEABLE, blockersOf, bookOf, momentUnder } from '../../../support/builders/moment-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const NOW = at('2026-07-15T15:00:00Z');
type Problem = Extract<SuppressionFact, { fact: 'contact-point' }>['problem'];
const mark = (problem: Problem, id: string = problem, withinDays?: number) =>
  aRule(
    {
      kind: 'suppression',
      parameters: {
        when: { fact: 'contact-point', problem, ...(withinDays === undefined ? {} : { withinDays }) },
      },
    },
    { id },
  );
const phone = (more: Partial<Phone> = {}): Phone => ({
  id: 'p-1',
  areaCode: '800',
  line: 'mobile',
  place: 'personal',
  ...more,
});
const email = (more: Partial<Email> = {}): Email => ({ id: 'e-1', place: 'personal', ...more });
const blockers = (rules: ReturnType<typeof mark>[], profile: Partial<ContactProfile>, channel = 'call') =>
  // Where the numbers are is another matter.
  blockersOf(rules, { at: formatInstant(NOW), channel, profile }).filter(
    (rule) => rule !== 'time-zone-known@1',
  );

describe('what marks a point', () => {
  test.each<[string, Problem, Partial<ContactProfile>, string, boolean]>([
    ['a number at work', 'work-place', { phones: [phone({ place: 'work' })] }, 'call', true],
    [
      'a number at work that is permitted',
      'work-place',
      { phones: [phone({ place: 'work', permitted: true })] },
      'call',
      false,
    ],
    ['an employer’s e-mail', 'work-email', { emails: [email({ place: 'work' })] }, 'email', true],
    ['an e-mail nobody knows of', 'work-email', { emails: [email({ place: 'unknown' })] }, 'email', true],
    [
      'one that the borrower has used',
      'work-email',
      { emails: [email({ place: 'work', permitted: true })] },
      'email',
      false,
    ],
    ['a wrong number', 'wrong-party', { phones: [phone({ status: 'wrong-party' })] }, 'call', true],
    ['a wrong e-mail', 'wrong-party', { emails: [email({ status: 'wrong-party' })] }, 'email', true],
    ['a reassigned number', 'reassigned', { phones: [phone({ status: 'reassigned' })] }, 'sms', true],
    ['a landline, for texts', 'no-text', { phones: [phone({ line: 'landline' })] }, 'sms', true],
    [
      'a listed number',
      'do-not-call',
      { phones: [phone({ registry: { checkedAt: NOW, listed: true } })] },
      'call',
      true,
    ],
    [
      'one found not listed',
      'do-not-call',
      { phones: [phone({ registry: { checkedAt: NOW, listed: false } })] },
      'call',
      false,
    ],
    ['lists that are absent', 'work-place', {}, 'call', false],
    ['another list', 'work-email', { phones: [phone()] }, 'call', false],
  ])('%s', (_case, problem, profile, channel, marked) => {
    expect(blockers([mark(problem)], profile, channel)).toEqual(marked ? [`${problem}@1`] : []);
  });

  test('a register not looked at for so many days', () => {
    const rule = mark('registry-unchecked', 'unchecked', 31);
    const checked = (checkedAt: number) =>
      blockers([rule], {
        phones: [phone({ registry: { checkedAt: plusMs(NOW, checkedAt), listed: false } })],
      }).length;
    expect(blockers([rule], { phones: [phone()] })).toEqual(['unchecked@1']);
    expect([checked(-31 * DAY_MS), checked(-31 * DAY_MS + 1), checked(0), checked(1)]).toEqual([1, 0, 0, 1]);
  });
});

describe('a channel', () => {
  test('may be used while one point is left', () => {
    const phones = [phone({ status: 'wrong-party' }), phone({ id: 'p-2' })];
    expect(blockers([mark('wrong-party')], { phones })).toEqual([]);
  });

  test('is blocked by every rule that marked a point when none is left, and by no other', () => {
    const phones = [phone({ status: 'wrong-party' }), phone({ id: 'p-2', place: 'work' })];
    expect(blockers([mark('wrong-party'), mark('work-place'), mark('reassigned')], { phones })).toEqual([
      'wrong-party@1',
      'work-place@1',
    ]);
  });

  test.each([
    ['call', { phones: [] }],
    ['sms', { phones: [] }],
    ['email', { emails: [] }],
    ['letter', { addresses: [] }],
    ['fax', { emails: [] }],
  ])('%s is blocked when its list is empty', (channel, profile) => {
    expect(blockers([], profile, channel)).toEqual(['contact-point@1']);
  });

  test('push needs no list', () => {
    expect(blockers([], { phones: [], emails: [], addresses: [] }, 'push')).toEqual([]);
  });

  test('is lawful until the last check of a register is too old', () => {
    const registry = { checkedAt: plusMs(NOW, -31 * DAY_MS + 60_000), listed: false };
    const verdict = momentUnder([mark('registry-unchecked', 'unchecked', 31)], {
      at: formatInstant(NOW),
      profile: { phones: [phone({ registry })] },
    });
    expect(verdict.kind === 'lawful' && verdict.until - NOW).toBe(60_000);
  });
});

test('the points that a channel may use are told, and whether they are all at work', () => {
  const book = bookOf([mark('wrong-party')]);
  const points = (phones: readonly Phone[]) =>
    usablePoints({
      book,
      question: { purpose: 'collection', actor: 'third-party' },
      channel: ruledChannel(book, 'call' as ChannelId),
      profile: { ...AGREEABLE, phones },
      at: NOW,
    });
  const work = phone({ id: 'p-2', place: 'work' });
  expect(points([phone(), work])).toEqual({ ids: ['p-1', 'p-2'], atWork: false });
  expect(points([phone({ status: 'wrong-party' }), work])).toEqual({ ids: ['p-2'], atWork: true });
});
