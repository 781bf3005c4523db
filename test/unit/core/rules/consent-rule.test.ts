import { describe, expect, test } from 'vitest';
import type { Consent, Phone } from '../../../../src/core/rules/contact-profile.ts';
import type { ConsentParameters } from '../../../../src/core/rules/rule.ts';
import { DAY_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { blockersOf } from '../../../support/builders/moment-builder.ts';
import { aRule } from '../../../support/builders/rule-builder.ts';

const NOW = at('2026-07-15T15:00:00Z');
const days = (count: number) => plusMs(NOW, -count * DAY_MS);
const blockers = (consent: Partial<Consent>, parameters: ConsentParameters = {}, phones?: readonly Phone[]) =>
  blockersOf([aRule({ kind: 'consent', parameters })], {
    at: '2026-07-15T15:00:00Z',
    channel: 'sms',
    profile: {
      consents: { sms: { status: 'granted', ...consent } },
      ...(phones === undefined ? {} : { phones, timeZones: ['America/New_York'] }),
    },
  }).filter((rule) => rule !== 'time-zone-known@1');

describe('consent to the channel', () => {
  test.each<[string, Partial<Consent>, readonly string[]]>([
    ['ends in a moment', { until: plusMs(NOW, 1) }, []],
    ['has just ended', { until: NOW }, ['channel-consent@1']],
    ['begins now', { since: NOW }, []],
    ['begins in a moment', { since: plusMs(NOW, 1) }, ['channel-consent@1']],
  ])('%s', (_case, consent, expected) => {
    expect(blockers(consent)).toEqual(expected);
  });
});

describe('its form and freshness', () => {
  test.each<[string, Partial<Consent>, ConsentParameters, boolean]>([
    ['in writing', { form: 'written' }, { form: 'written' }, true],
    ['by word of mouth', { form: 'oral' }, { form: 'written' }, false],
    ['nobody knows how', {}, { form: 'written' }, false],
    ['a moment younger than sixty days', { since: plusMs(days(60), 1) }, { maxAgeDays: 60 }, true],
    ['sixty days old', { since: days(60) }, { maxAgeDays: 60 }, false],
    ['old but confirmed', { since: days(400), confirmedAt: days(59) }, { maxAgeDays: 60 }, true],
    ['of no known age', {}, { maxAgeDays: 60 }, false],
    ['confirmed tomorrow', { confirmedAt: days(-1) }, { maxAgeDays: 60 }, false],
  ])('%s', (_case, consent, parameters, lawful) => {
    expect(blockers(consent, parameters)).toEqual(lawful ? [] : ['rule@1']);
  });

  test('a number checked against reassignment will do, if it may be used', () => {
    const phone: Phone = { id: 'p', areaCode: '212', line: 'mobile', place: 'personal' };
    const parameters = { maxAgeDays: 60, orReassignedCheckDays: 30 };
    const with_ = (more: Partial<Phone>) =>
      blockers({ since: days(400) }, parameters, [{ ...phone, ...more }]);
    expect(with_({})).toEqual(['rule@1']);
    expect(with_({ reassignedCheckedAt: plusMs(days(30), 1) })).toEqual([]);
    expect(with_({ reassignedCheckedAt: days(30) })).toEqual(['rule@1']);
    expect(with_({ reassignedCheckedAt: plusMs(NOW, 1) })).toEqual(['rule@1']);
    const wrong = aRule(
      { kind: 'suppression', parameters: { when: { fact: 'contact-point', problem: 'wrong-party' } } },
      { id: 'wrong' },
    );
    const fresh = aRule({ kind: 'consent', parameters });
    const profile = {
      consents: { sms: { status: 'granted', since: days(400) } as const },
      phones: [
        { ...phone, status: 'wrong-party' as const, reassignedCheckedAt: days(1) },
        { ...phone, id: 'q' },
      ],
    };
    const hits = blockersOf([wrong, fresh], { at: '2026-07-15T15:00:00Z', channel: 'sms', profile });
    expect(hits).toContain('rule@1');
    expect(hits).not.toContain('wrong@1');
  });
});
