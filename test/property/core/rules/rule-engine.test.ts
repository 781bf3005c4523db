import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import { applyContactRules } from '../../../../src/core/rules/apply-contact-rules.ts';
import type { ContactProfile } from '../../../../src/core/rules/contact-profile.ts';
import { indicatedPlaces } from '../../../../src/core/rules/indicated-places.ts';
import { judgeMoment } from '../../../../src/core/rules/judge-moment.ts';
import { layOutCandidates } from '../../../../src/core/rules/lay-out-candidates.ts';
import type { ContactRule } from '../../../../src/core/rules/rule.ts';
import { makeRuleBook, ruledChannel } from '../../../../src/core/rules/rule-book.ts';
import { DAY_MS, type Instant, instant, MINUTE_MS, plusMs } from '../../../../src/core/time/instant.ts';
import {
  addressArb,
  conversationArb,
  entryArb,
  fullProfileArb,
  inconvenientTimeArb,
  phoneArb,
  questionArb,
  reasonedHoldArb,
  rulesArb,
} from '../../../support/arbitraries/contact-rules.ts';
import { gridArb, nowArb, settingsArb, zoneArb } from '../../../support/arbitraries/profiles.ts';
import { OPEN_HOUSE } from '../../../support/builders/moment-builder.ts';

const caseArb = nowArb.chain((now) =>
  fc.record({
    now: fc.constant(now),
    grid: gridArb,
    settings: fc.oneof({ weight: 4, arbitrary: fc.constant(OPEN_HOUSE) }, settingsArb),
    rules: rulesArb(now),
    question: questionArb,
    profile: fullProfileArb(now),
    hold: reasonedHoldArb(now),
    contact: entryArb(now),
    conversation: conversationArb(now),
    time: inconvenientTimeArb,
    phone: phoneArb(now),
    address: addressArb,
  }),
);
type Case = typeof caseArb extends fc.Arbitrary<infer T> ? T : never;

const bookOf = ({ grid, settings }: Case, rules: readonly ContactRule[]) =>
  makeRuleBook({ rules: settings, channels: grid.channels }, rules);

/** The windows laid out once for the file as it is, then judged on the file and the rules as they may be changed. */
function maskOf(given: Case, profile: ContactProfile = given.profile, rules = given.rules) {
  const { candidates } = layOutCandidates({
    configuration: { ...given.grid, noContact: { enabled: false, rewardWindowHours: 1 } },
    timeZone: indicatedPlaces(given.profile).home ?? '',
    now: given.now,
    horizonHours: 100,
    exclude: [],
  });
  const { now, question } = given;
  return {
    candidates,
    ...applyContactRules({ book: bookOf(given, rules), question, candidates, profile, now }),
  };
}

function expectNarrower(given: Case, profile: ContactProfile, rules = given.rules): void {
  const allowed = new Set(maskOf(given).eligible.map(({ action }) => action));
  const now = maskOf(given, profile, rules).eligible.map(({ action }) => action);
  expect(now.filter((action) => !allowed.has(action))).toEqual([]);
}

const momentOf = (given: Case, channel: ChannelId, at: Instant, until: Instant) => {
  const book = bookOf(given, given.rules);
  const { question, profile } = given;
  return judgeMoment({ book, question, channel: ruledChannel(book, channel), profile, at, until });
};

test.prop([caseArb], { numRuns: 400 })(
  'of an eligible window every moment is lawful, to its end',
  (given) => {
    for (const { channel, window } of maskOf(given).eligible) {
      if (channel === undefined || window === undefined) continue;
      const { start, end } = window.interval;
      const middle = instant(Math.floor((start + end) / 2));
      for (const at of [start, middle, instant(end - 1)]) {
        expect(momentOf(given, channel, at, end)).toEqual({ kind: 'lawful', until: end });
      }
    }
  },
);

test.prop([caseArb, fc.nat(100)], { numRuns: 400 })(
  'until the moment that is told all is lawful, and then no more',
  (given, hours) => {
    const at = plusMs(given.now, hours * 37 * MINUTE_MS);
    const end = plusMs(at, 3 * DAY_MS);
    for (const { id } of given.grid.channels) {
      const verdict = momentOf(given, id, at, end);
      if (verdict.kind === 'blocked') {
        expect(verdict.hits.length).toBeGreaterThan(0);
        continue;
      }
      const last = instant(verdict.until - 1);
      expect(momentOf(given, id, last, end)).toEqual(verdict);
      // A reservation that has lapsed by then counts no more, and may free what it closed.
      const { contacts } = given.profile;
      if (verdict.until < end && contacts.every(({ kind }) => kind === 'sent')) {
        expect(momentOf(given, id, verdict.until, end).kind).toBe('blocked');
      }
    }
  },
);

test.prop([caseArb], { numRuns: 200 })('every action is told once, and what is blocked by name', (given) => {
  const { eligible, blocked, candidates } = maskOf(given);
  expect([...eligible, ...blocked].map(({ action }) => action).sort()).toEqual(
    candidates.map(({ action }) => action).sort(),
  );
  for (const { hits } of blocked) expect(hits.length).toBeGreaterThan(0);
});

test.prop([caseArb], { numRuns: 300 })(
  'one hold, contact, conversation or time more never permits',
  (given) => {
    const { profile, hold, contact, conversation, time } = given;
    const { holds, contacts, conversations = [], inconvenientTimes = [] } = profile;
    expectNarrower(given, { ...profile, holds: [...holds, hold] });
    expectNarrower(given, { ...profile, contacts: [...contacts, contact] });
    expectNarrower(given, { ...profile, conversations: [...conversations, conversation] });
    expectNarrower(given, { ...profile, inconvenientTimes: [...inconvenientTimes, time] });
  },
);

test.prop([caseArb, zoneArb], { numRuns: 300 })(
  'one place more never permits, where places are known',
  (given, zone) => {
    const { profile, phone, address } = given;
    const { known, jurisdictions } = indicatedPlaces(profile);
    fc.pre(known && jurisdictions.length > 0);
    expectNarrower(given, { ...profile, timeZones: [...profile.timeZones, zone] });
    expectNarrower(given, { ...profile, addresses: [...(profile.addresses ?? []), address] });
    // A number that may be used is a way to reach the borrower; one that may not only tells a place.
    const unusable = { ...phone, status: 'wrong-party' as const };
    const wrongParty = given.rules.some(
      ({ kind, parameters }) => kind === 'suppression' && JSON.stringify(parameters).includes('wrong-party'),
    );
    if (wrongParty || (profile.phones?.length ?? 0) === 0) return;
    const neverReaches = given.rules.filter(
      ({ kind }) => kind !== 'suppression' && kind !== 'consent' && kind !== 'cap',
    );
    expectNarrower(
      { ...given, rules: neverReaches },
      { ...profile, phones: [...(profile.phones ?? []), unusable] },
    );
  },
);

test.prop([caseArb, nowArb.chain(rulesArb)], { numRuns: 200 })(
  'one rule more never permits, but for what the law requires',
  (given, more) => {
    fc.pre(given.question.purpose !== 'required');
    expectNarrower(given, given.profile, [...given.rules, ...more]);
  },
);

test.prop([caseArb], { numRuns: 200 })('a stricter parameter never permits', (given) => {
  const stricter = given.rules.map((rule): ContactRule => {
    if (rule.kind === 'cap') {
      const { limit, days } = rule.parameters;
      return { ...rule, parameters: { ...rule.parameters, limit: limit - 1, days: days + 1 } };
    }
    if (rule.kind === 'cooldown') {
      return { ...rule, parameters: { ...rule.parameters, days: rule.parameters.days + 1 } };
    }
    if (rule.kind === 'window' && rule.parameters.hours !== 'stated') {
      const hours = rule.parameters.hours.map((each) => ({ ...each, end: '17:00' }));
      return { ...rule, parameters: { hours } };
    }
    return rule;
  });
  expectNarrower(given, given.profile, stricter);
});
