import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { type ActionId, actionId, NO_CONTACT } from '../../../../src/core/identifiers.ts';
import { applyContactRules } from '../../../../src/core/rules/apply-contact-rules.ts';
import type { Mask } from '../../../../src/core/rules/candidate.ts';
import type { ContactProfile, Hold } from '../../../../src/core/rules/contact-profile.ts';
import { holdEnd } from '../../../../src/core/rules/holds.ts';
import { layOutCandidates } from '../../../../src/core/rules/lay-out-candidates.ts';
import { makeRuleBook } from '../../../../src/core/rules/rule-book.ts';
import { HOUR_MS, instant, MINUTE_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { minutesOfWallTime } from '../../../../src/core/time/wall-time.ts';
import { isTimeZone, localTime } from '../../../../src/core/time/zoned-time.ts';
import {
  channelArb,
  contactArb,
  gridArb,
  holdArb,
  nowArb,
  profileArb,
  settingsArb,
  zoneArb,
} from '../../../support/arbitraries/profiles.ts';

const caseArb = nowArb.chain((now) =>
  fc.record({
    now: fc.constant(now),
    grid: gridArb,
    settings: settingsArb,
    profile: profileArb(now),
    hold: holdArb(now),
    contact: contactArb(now),
    exclude: fc.subarray(['email', 'w1', 'sms@w2', 'no-contact']),
    horizonHours: fc.constantFrom<number>(0, 24, 100, 200),
  }),
);
type Case = typeof caseArb extends fc.Arbitrary<infer T> ? T : never;

/** The windows laid out once for the profile as it is, then the rules on the profile as it may be changed. */
function maskOf(given: Case, profile: ContactProfile = given.profile): Mask {
  const { candidates, blocked } = layOutCandidates({
    configuration: given.grid,
    timeZone: given.profile.timeZones[0] ?? '',
    now: given.now,
    horizonHours: given.horizonHours,
    exclude: given.exclude,
  });
  const mask = applyContactRules({
    book: makeRuleBook({ rules: given.settings, channels: given.grid.channels }, []),
    question: { purpose: 'servicing', actor: 'third-party' },
    candidates,
    profile,
    now: given.now,
  });
  return { eligible: mask.eligible, blocked: [...blocked, ...mask.blocked] };
}

const eligibleActions = (mask: Mask) => mask.eligible.map(({ action }) => action);

function expectNarrower(changed: Mask, before: Mask): void {
  const allowed = eligibleActions(before);
  expect(eligibleActions(changed).filter((action) => !allowed.includes(action))).toEqual([]);
}

test.prop([caseArb])(
  'every configured action is either eligible or blocked, once, and blocked for a reason',
  (given) => {
    const mask = maskOf(given);
    const configured: ActionId[] = given.grid.channels.flatMap((channel) =>
      given.grid.windows.map((window) => actionId(channel.id, window.id)),
    );
    if (given.grid.noContact.enabled) configured.push(NO_CONTACT);
    const accounted = [...eligibleActions(mask), ...mask.blocked.map(({ action }) => action)];
    expect(accounted.sort()).toEqual(configured.sort());
    for (const { hits } of mask.blocked) expect(hits.length).toBeGreaterThan(0);
  },
);

test.prop([caseArb], { numRuns: 200 })(
  'no instant of an eligible window is unlawful in any zone, past, or short',
  (given) => {
    const { settings, profile, now } = given;
    const [from, to] = [settings.quietHours.start, settings.quietHours.end].map(minutesOfWallTime);
    for (const { window } of maskOf(given).eligible) {
      if (window === undefined) continue;
      const { start, end } = window.interval;
      expect(start).toBeGreaterThanOrEqual(now);
      expect(end - start).toBeGreaterThanOrEqual(Math.max(1, settings.minimumWindowMinutes * MINUTE_MS));
      for (let at: number = start; at < end; at += 15 * MINUTE_MS) {
        for (const zone of profile.timeZones) {
          for (const { minuteOfDay } of [localTime(instant(at), zone), localTime(instant(end - 1), zone)]) {
            expect(minuteOfDay).toBeGreaterThanOrEqual(from ?? Number.NaN);
            expect(minuteOfDay).toBeLessThan(to ?? Number.NaN);
          }
        }
      }
    }
  },
);

test.prop([caseArb])('what is not known forbids', (given) => {
  const mask = maskOf(given);
  for (const { action, channel, window } of mask.eligible) {
    if (action === NO_CONTACT) continue;
    expect(given.profile.consents[channel ?? '']?.status).toBe('granted');
    expect(given.profile.timeZones.length).toBeGreaterThan(0);
    expect(given.profile.timeZones.every(isTimeZone)).toBe(true);
    for (const hold of given.profile.holds.filter((each) => [undefined, channel].includes(each.channel))) {
      expect(holdEnd(hold)).toBeLessThanOrEqual(window?.interval.start ?? Number.NaN);
    }
  }
});

test.prop([caseArb])('no-contact is a choice iff a contact is', (given) => {
  const eligible = eligibleActions(maskOf(given));
  const offered = given.grid.noContact.enabled && !given.exclude.includes(NO_CONTACT);
  expect(eligible.includes(NO_CONTACT)).toBe(offered && eligible.some((action) => action !== NO_CONTACT));
});

test.prop([caseArb])('one hold more never permits anything', (given) => {
  const { profile, hold } = given;
  expectNarrower(maskOf(given, { ...profile, holds: [...profile.holds, hold] }), maskOf(given));
});

test.prop([caseArb, fc.integer({ min: 1, max: 14 * 24 })], { numRuns: 200 })(
  'a hold that lasts longer never permits anything, and one without end permits least',
  (given, hours) => {
    const { profile, hold, now } = given;
    const withHold = (changed: Hold) => maskOf(given, { ...profile, holds: [...profile.holds, changed] });
    const until = plusMs(now, hours * HOUR_MS);
    const { until: _, ...endless } = { ...hold, since: plusMs(now, -HOUR_MS) };
    const shorter = withHold({ ...endless, until });
    const longer = withHold({ ...endless, until: plusMs(until, HOUR_MS) });
    expectNarrower(longer, shorter);
    expectNarrower(withHold(endless), longer);
  },
);

test.prop([caseArb], { numRuns: 200 })('what a timed hold blocks is told with its end', (given) => {
  const { profile, hold } = given;
  const end = holdEnd(hold);
  if (end === undefined) return;
  const before = eligibleActions(maskOf(given));
  const held = maskOf(given, { ...profile, holds: [...profile.holds, hold] });
  for (const { action, hits } of held.blocked) {
    if (!before.includes(action) || action === NO_CONTACT) continue;
    const told = hits.filter(({ rule }) => rule === 'do-not-contact@1').map(({ reason }) => reason);
    expect(told.some((reason) => / until 20\d\d-/.test(reason))).toBe(true);
  }
});

test.prop([caseArb])('one contact more never permits anything', (given) => {
  const { profile, contact } = given;
  expectNarrower(maskOf(given, { ...profile, contacts: [...profile.contacts, contact] }), maskOf(given));
});

test.prop([caseArb, zoneArb])('one time zone more never permits anything', (given, zone) => {
  const { profile } = given;
  expectNarrower(maskOf(given, { ...profile, timeZones: [...profile.timeZones, zone] }), maskOf(given));
});

test.prop([caseArb, channelArb, fc.constantFrom('refused' as const, 'unknown' as const)])(
  'a consent taken away never permits anything',
  (given, channel, status) => {
    const consents = { ...given.profile.consents, [channel]: { status } };
    expectNarrower(maskOf(given, { ...given.profile, consents }), maskOf(given));
  },
);

test.prop([caseArb, fc.constantFrom('sms', 'w3', 'call@w1')])(
  'one exclusion more never permits anything',
  (given, name) => {
    expectNarrower(maskOf({ ...given, exclude: [...given.exclude, name] }), maskOf(given));
  },
);

test.prop([caseArb])('a shorter horizon never permits anything', (given) => {
  expectNarrower(maskOf({ ...given, horizonHours: given.horizonHours / 2 }), maskOf(given));
});
