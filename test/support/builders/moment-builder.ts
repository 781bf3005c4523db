import type { Channel } from '../../../src/core/configuration.ts';
import type { ChannelId } from '../../../src/core/identifiers.ts';
import type { ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import type { ContactQuestion } from '../../../src/core/rules/contact-question.ts';
import { judgeMoment, type MomentVerdict } from '../../../src/core/rules/judge-moment.ts';
import type { ContactRule } from '../../../src/core/rules/rule.ts';
import { makeRuleBook, type RuleBook, ruledChannel } from '../../../src/core/rules/rule-book.ts';
import type { RuleSettings } from '../../../src/core/rules/rule-settings.ts';
import { HOUR_MS, instant } from '../../../src/core/time/instant.ts';
import { at, borrowerId } from './identifiers.ts';

/** Settings under which the house itself forbids nothing by the clock or by a count. */
export const OPEN_HOUSE: RuleSettings = {
  quietHours: { id: 'quiet-hours@1', start: '00:00', end: '24:00' },
  caps: [],
  minimumWindowMinutes: 0,
};

const granted = { status: 'granted' } as const;

/** A borrower in New York and Florida who consents to everything. */
export const AGREEABLE: ContactProfile = {
  borrowerId: borrowerId('b-1'),
  timeZones: ['America/New_York'],
  jurisdictions: ['US-FL'],
  consents: { call: granted, sms: granted, email: granted, letter: granted, push: granted, fax: granted },
  holds: [],
  contacts: [],
};

export interface Moment {
  readonly at: string;
  readonly until?: string;
  readonly channel?: string;
  readonly channels?: readonly Channel[];
  readonly profile?: Partial<ContactProfile>;
  readonly question?: Partial<ContactQuestion>;
  readonly settings?: Partial<RuleSettings>;
}

export function bookOf(
  rules: readonly ContactRule[],
  settings: Partial<RuleSettings> = {},
  channels: readonly Channel[] = [],
): RuleBook {
  return makeRuleBook({ rules: { ...OPEN_HOUSE, ...settings }, channels }, rules);
}

/** What the rules say of a call, unless told otherwise, at this time. */
export function momentUnder(rules: readonly ContactRule[], moment: Moment): MomentVerdict {
  const book = bookOf(rules, moment.settings, moment.channels);
  const from = at(moment.at);
  return judgeMoment({
    book,
    question: { purpose: 'collection', actor: 'third-party', ...moment.question },
    channel: ruledChannel(book, (moment.channel ?? 'call') as ChannelId),
    profile: { ...AGREEABLE, ...moment.profile },
    at: from,
    until: moment.until === undefined ? instant(from + HOUR_MS) : at(moment.until),
  });
}

/** The rules that forbid it, by reference. */
export function blockersOf(rules: readonly ContactRule[], moment: Moment): readonly string[] {
  const verdict = momentUnder(rules, moment);
  return verdict.kind === 'lawful' ? [] : verdict.hits.map(({ rule }) => rule);
}
