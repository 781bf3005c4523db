import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { AccountFacts } from '../../../../src/core/rules/contact-profile.ts';
import type { ContactQuestion } from '../../../../src/core/rules/contact-question.ts';
import type { AccountCondition, RuleHead } from '../../../../src/core/rules/rule.ts';
import type { RuleSettings } from '../../../../src/core/rules/rule-settings.ts';
import { formatInstant } from '../../../../src/core/time/instant.ts';
import { blockersOf, type Moment, momentUnder } from '../../../support/builders/moment-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const NOW = '2026-07-15T15:00:00Z';
const never = (head: Partial<RuleHead>) => aRule({ kind: 'window', parameters: { hours: [] } }, head);
const applies = (head: Partial<RuleHead>, moment: Partial<Moment> = {}) =>
  blockersOf([never(head)], { at: NOW, ...moment }).length > 0;

describe('whom it binds', () => {
  test.each<
    [string, RuleHead['actors'], Partial<ContactQuestion>, Partial<RuleSettings>, string | undefined]
  >([
    ['a third party', ['third-party'], {}, {}, 'law'],
    ['a first party too, as policy', ['third-party'], { actor: 'first-party' }, {}, 'policy'],
    [
      'not if the house has decided so',
      ['third-party'],
      { actor: 'first-party' },
      { thirdPartyRulesForAll: false },
      undefined,
    ],
    ['a first party by law', ['first-party', 'third-party'], { actor: 'first-party' }, {}, 'law'],
    ['a first party only', ['first-party'], {}, {}, undefined],
    ['a telemarketer', ['telemarketer'], { purpose: 'solicitation' }, {}, 'law'],
    ['nobody who does not solicit', ['telemarketer'], {}, {}, undefined],
  ])('%s', (_case, actors, question, settings, binding) => {
    const verdict = momentUnder([never({ actors })], { at: NOW, question, settings });
    const hits = verdict.kind === 'blocked' ? verdict.hits : [];
    expect(hits.map((hit) => hit.binding)).toEqual(binding === undefined ? [] : [binding]);
  });
});

describe('purpose, medium and machine', () => {
  const channels = [
    { id: 'agent' as ChannelId, medium: 'call' as const, automated: false, cost: 0, rewardWindowHours: 1 },
  ];
  const consents = { agent: { status: 'granted' as const }, call: { status: 'granted' as const } };
  test.each<[string, Partial<RuleHead>, Partial<Moment>, boolean]>([
    ['its purpose', { purposes: ['collection'] }, {}, true],
    ['another purpose', { purposes: ['solicitation'] }, {}, false],
    ['its medium', { media: ['call'] }, {}, true],
    ['another medium', { media: ['text'] }, {}, false],
    ['a medium nobody knows', { media: ['text'] }, { channel: 'fax' }, true],
    ['a call of which nothing is said', { automatedOnly: true }, {}, true],
    [
      'a call by a person',
      { automatedOnly: true },
      { channel: 'agent', channels, profile: { consents } },
      false,
    ],
    ['an e-mail is not automated', { automatedOnly: true }, { channel: 'email' }, false],
    ['switched off', { enabled: 'off' }, {}, false],
  ])('%s', (_case, head, moment, expected) => {
    expect(applies(head, moment)).toBe(expected);
  });
});

describe('whose law', () => {
  test.each<[string, string, readonly string[] | undefined, boolean]>([
    ['of the country', 'US', ['US-FL'], true],
    ['of the house', 'house', ['US-FL'], true],
    ['of the state', 'US-FL', ['US-FL', 'US-GA'], true],
    ['of another state', 'US-TX', ['US-FL'], false],
    ['of a city', 'US-NY-NYC', ['US-NY-NYC'], true],
    ['of another part of the state', 'US-NY-NYC', ['US-NY'], false],
    ['of the state of the city', 'US-NY', ['US-NY-NYC'], true],
    ['of any state, when none is indicated', 'US-TX', [], true],
  ])('%s', (_case, jurisdiction, jurisdictions, expected) => {
    expect(applies({ jurisdiction }, { profile: { jurisdictions: jurisdictions ?? [] } })).toBe(expected);
  });
});

describe('which accounts', () => {
  const about = (
    accounts: AccountCondition,
    facts: AccountFacts | undefined,
    question: Partial<ContactQuestion> = {},
  ) =>
    applies(
      { accounts },
      {
        question: { accountId: 'a', ...question },
        profile: facts === undefined ? {} : { accounts: { a: facts } },
      },
    );
  test.each<[string, AccountCondition, AccountFacts | undefined, Partial<ContactQuestion>, boolean]>([
    ['of the product', { products: ['auto'] }, { product: 'auto' }, {}, true],
    ['of another', { products: ['auto'] }, { product: 'card' }, {}, false],
    ['excepted', { productsExcept: ['auto'] }, { product: 'auto' }, {}, false],
    ['not excepted', { productsExcept: ['auto'] }, { product: 'card' }, {}, true],
    ['of an unknown product', { products: ['auto'], productsExcept: ['card'] }, {}, {}, true],
    ['unknown', { products: ['auto'] }, undefined, {}, true],
    ['current', { daysPastDueOver: 30 }, { current: true }, {}, false],
    ['of which it is not known', { daysPastDueOver: 30 }, {}, {}, true],
    ['31 days past due', { daysPastDueOver: 30 }, { unpaidSince: '2026-06-14' }, {}, true],
    ['30 days past due', { daysPastDueOver: 30 }, { unpaidSince: '2026-06-15' }, {}, false],
    [
      'in collection',
      { inCollection: true },
      { inCollection: true },
      { actor: 'first-party', purpose: 'servicing' },
      true,
    ],
    [
      'not in collection',
      { inCollection: true },
      { inCollection: false },
      { actor: 'first-party', purpose: 'servicing' },
      false,
    ],
    [
      'not in collection, but that is what it is for',
      { inCollection: true },
      { inCollection: false },
      { actor: 'first-party' },
      true,
    ],
    [
      'not in collection, by a third party',
      { inCollection: true },
      { inCollection: false },
      { purpose: 'servicing' },
      true,
    ],
  ])('%s', (_case, accounts, facts, question, expected) => {
    expect(about(accounts, facts, question)).toBe(expected);
  });

  test('an account becomes past due at midnight in the first zone on file', () => {
    const verdict = momentUnder([never({ accounts: { daysPastDueOver: 30 } })], {
      at: '2026-07-16T03:00:00Z',
      until: '2026-07-16T08:00:00Z',
      question: { accountId: 'a' },
      profile: {
        timeZones: ['America/Chicago', 'America/New_York'],
        accounts: { a: { unpaidSince: '2026-06-15' } },
      },
    });
    expect(verdict.kind === 'lawful' && formatInstant(verdict.until)).toBe('2026-07-16T04:00:00.000Z');
  });
});
