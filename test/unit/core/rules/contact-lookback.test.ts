import { expect, test } from 'vitest';
import shipped from '../../../../rapport.config.ts';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import { contactLookbackDays } from '../../../../src/core/rules/contact-lookback.ts';
import { ruleBookOf } from '../../../../src/core/rules/rule-book.ts';

const BOOK = ruleBookOf({
  ...shipped,
  channels: [...shipped.channels, { id: 'letter' as ChannelId, cost: 0, rewardWindowHours: 24 }],
});
const MORTGAGE = { accounts: { 'a-1': { product: 'mortgage' } } } as const;
const CARD = { accounts: { 'a-1': { product: 'card' } } } as const;
const by = (channel: string) => ({ channel: channel as ChannelId });

// 7 days: the caps of most; 30: Massachusetts at work; 61: day 30 after a due date of the month before; 180: notices.
test.each([
  ['an e-mail', CARD, by('email'), 7],
  ['a call', CARD, by('call'), 7],
  ['a call at work', CARD, { ...by('call'), place: 'work' as const }, 30],
  ['a call, of a mortgage', MORTGAGE, by('call'), 61],
  ['an e-mail, of a mortgage', MORTGAGE, by('email'), 7],
  ['a notice that the law demanded', MORTGAGE, { ...by('letter'), required: true as const }, 180],
  ['a call of a borrower without accounts on file', {}, by('call'), 7],
])('%s', (_name, profile, entry, days) => {
  expect(contactLookbackDays(BOOK, profile, entry)).toBe(days);
});
