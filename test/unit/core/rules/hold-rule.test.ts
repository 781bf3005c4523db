import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { Hold } from '../../../../src/core/rules/contact-profile.ts';
import type { RulePurpose, SuppressionFact } from '../../../../src/core/rules/rule.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { blockersOf } from '../../../support/builders/moment-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const NOW = '2026-07-15T15:00:00Z';
const SMS = 'sms' as ChannelId;
const suppression = (
  reach: Extract<SuppressionFact, { fact: 'hold' }>['reach'],
  media = ['call', 'text'] as const,
) =>
  aRule(
    { kind: 'suppression', parameters: { when: { fact: 'hold', reasons: ['cease', 'opt-out'], reach } } },
    { media },
  );
const hold = (more: Partial<Hold>): Hold => ({
  id: 'h',
  since: at('2026-07-01T00:00:00Z'),
  source: 'test',
  ...more,
});
const blockers = (
  held: Partial<Hold>,
  reach: 'channel' | 'media' | 'person',
  channel = 'call',
  accountId?: string,
) =>
  blockersOf([suppression(reach)], {
    at: NOW,
    channel,
    channels: [{ id: 'robocall' as ChannelId, medium: 'call', cost: 0, rewardWindowHours: 1 }],
    profile: { holds: [hold(held)] },
    question: accountId === undefined ? {} : { accountId },
  });
const BASE = 'do-not-contact@1';

describe('how far a hold reaches', () => {
  test.each<[string, Partial<Hold>, 'channel' | 'media' | 'person', string, readonly string[]]>([
    ['one for another reason', { reason: 'dispute' }, 'person', 'call', [BASE]],
    ['one without a reason', {}, 'person', 'call', [BASE]],
    ['on every channel', { reason: 'cease' }, 'channel', 'call', [BASE, 'rule@1']],
    [
      'on this channel',
      { reason: 'cease', channel: 'call' as ChannelId },
      'channel',
      'call',
      [BASE, 'rule@1'],
    ],
    [
      'on another of the medium',
      { reason: 'cease', channel: 'robocall' as ChannelId },
      'channel',
      'call',
      [BASE, 'rule@1'],
    ],
    ['on another medium, by channel', { reason: 'cease', channel: SMS }, 'channel', 'call', []],
    ['on another medium of the rule', { reason: 'cease', channel: SMS }, 'media', 'call', ['rule@1']],
    [
      'on a medium that is not the rule’s',
      { reason: 'cease', channel: 'email' as ChannelId },
      'media',
      'call',
      [],
    ],
    [
      'on a medium nobody knows',
      { reason: 'cease', channel: 'fax' as ChannelId },
      'media',
      'call',
      ['rule@1'],
    ],
    [
      'on any medium, of the person',
      { reason: 'cease', channel: 'email' as ChannelId },
      'person',
      'call',
      ['rule@1'],
    ],
    ['a channel that is not the rule’s', { reason: 'cease' }, 'person', 'email', [BASE]],
    ['that has ended', { reason: 'cease', until: at(NOW) }, 'person', 'call', []],
    [
      'that ends in a moment',
      { reason: 'cease', until: at('2026-07-15T15:00:00.001Z') },
      'person',
      'call',
      [BASE, 'rule@1'],
    ],
    [
      'that ends before it begins',
      { reason: 'cease', until: at('2026-06-01T00:00:00Z') },
      'person',
      'call',
      [BASE, 'rule@1'],
    ],
  ])('%s', (_case, held, reach, channel, expected) => {
    expect(blockers(held, reach, channel)).toEqual(expected);
  });

  test.each<[string, string | undefined, string | undefined, boolean]>([
    ['its own account', 'a', 'a', true],
    ['another account', 'a', 'b', false],
    ['a contact about no account', 'a', undefined, true],
    ['any account, when it is about the person', undefined, 'b', true],
  ])('binds %s', (_case, about, asked, bound) => {
    const held = { reason: 'cease' as const, ...(about === undefined ? {} : { accountId: about }) };
    expect(blockers(held, 'person', 'call', asked)).toEqual(bound ? [BASE, 'rule@1'] : []);
  });
});

describe('a contact that the law requires', () => {
  const passes = (held: Partial<Hold>, purposes: readonly RulePurpose[], enabled: 'on' | 'off' = 'on') =>
    blockersOf([{ ...suppression('person'), purposes, enabled }], {
      at: NOW,
      profile: { holds: [hold(held)] },
      question: { purpose: 'required' },
    });

  test('passes a hold whose rule is not about it', () => {
    expect(passes({ reason: 'cease' }, ['collection'])).toEqual([]);
  });
  test('does not pass one whose rule is', () => {
    expect(passes({ reason: 'cease' }, ['collection', 'required'])).toEqual(['rule@1']);
  });
  test('does not pass one that no rule in force names', () => {
    expect(passes({ reason: 'dispute' }, ['collection'])).toEqual([BASE]);
    expect(passes({ reason: 'cease' }, ['collection'], 'off')).toEqual([BASE]);
  });
});
