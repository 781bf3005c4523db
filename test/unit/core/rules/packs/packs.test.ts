import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { placeOfAreaCode } from '../../../../../src/core/places/place-of-area-code.ts';
import { HOLD_REASONS } from '../../../../../src/core/rules/contact-profile.ts';
import { PACKS } from '../../../../../src/core/rules/packs/packs.ts';
import { rulePacksPage } from '../../../../../src/core/rules/packs/packs-page.ts';
import { ruleReference } from '../../../../../src/core/rules/rule.ts';
import { isTimeZone } from '../../../../../src/core/time/zoned-time.ts';

const RULES = Object.values(PACKS).flat();

test('no id comes twice', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

describe.each(RULES.map((rule) => [ruleReference(rule), rule] as const))('%s', (_, rule) => {
  test('has a head that can be cited', () => {
    expect(rule.id).toMatch(/^[a-z0-9-]{1,64}$/);
    expect(rule.version).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(rule.version)).toBe(true);
    expect(rule.title).toMatch(/^.{10,119}\.$/);
    expect(rule.citation.trim()).not.toBe('');
    for (const date of Object.values(rule.effective)) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const list of [rule.actors, rule.purposes, rule.media]) {
      expect(list).not.toHaveLength(0);
      expect(new Set(list).size).toBe(list.length);
    }
  });

  test('stands in the pack of its jurisdiction, and is named after it', () => {
    if (PACKS.house.includes(rule)) {
      expect(rule).toMatchObject({ jurisdiction: 'house', binding: 'policy' });
      expect(rule.id).toMatch(/^house-/);
    } else if (PACKS['us-federal'].includes(rule)) {
      expect(rule.jurisdiction).toBe('US');
      expect(rule.id).toMatch(/^us-fed-/);
    } else {
      expect(rule.jurisdiction).toMatch(/^US-[A-Z]{2}(-[A-Z]{3})?$/);
      expect(rule.id.startsWith(`${rule.jurisdiction.toLowerCase()}-`)).toBe(true);
    }
  });

  test('is no surer than its note', () => {
    const doubted = /\b(verify|proposal|disputed|argued|disagree)\b/i.test(rule.note ?? '');
    expect(doubted && rule.confidence !== 'low').toBe(false);
  });

  test('binds telemarketers only where it is about solicitation', () => {
    if (rule.actors.includes('telemarketer')) expect(rule.purposes).toEqual(['solicitation']);
  });
});

test('an area code points to every jurisdiction that has a rule', () => {
  const known = new Set(['US', 'house']);
  for (let code = 200; code < 1000; code += 1) {
    const place = placeOfAreaCode(String(code));
    if (place === undefined || place === 'nowhere') continue;
    for (const jurisdiction of place.jurisdictions) known.add(jurisdiction);
  }
  expect(RULES.filter(({ jurisdiction }) => !known.has(jurisdiction)).map(({ id }) => id)).toEqual([]);
});

test('caps of the house never stand in the way of what the law demands', () => {
  const caps = PACKS.house.filter(({ kind }) => kind === 'cap');
  expect(caps).not.toHaveLength(0);
  for (const { purposes } of caps) expect(purposes).not.toContain('required');
});

test('holds, wrong numbers and hours reach required contacts where the law knows no exception', () => {
  const required = RULES.filter(({ purposes }) => purposes.includes('required')).map(({ id }) => id);
  expect(required).toEqual(
    expect.arrayContaining([
      'us-fed-regf-inconvenient-time',
      'us-fed-bankruptcy-stay',
      'us-fed-wrong-party',
      'us-fed-reassigned-number',
      'us-fed-regf-deceased',
    ]),
  );
  expect(required).not.toContain('us-fed-regf-cease');
});

test('every reason for a hold but the two that only the base rule knows has a rule', () => {
  const named = new Set(
    RULES.flatMap((rule) =>
      rule.kind === 'suppression' && rule.parameters.when.fact === 'hold' ? rule.parameters.when.reasons : [],
    ),
  );
  expect(HOLD_REASONS.filter((reason) => !named.has(reason))).toEqual(['do-not-contact', 'cooldown']);
});

test('windows open before they close, on each day once, in zones that exist', () => {
  for (const rule of RULES) {
    if (rule.kind !== 'window') continue;
    const { hours, alsoZones = [] } = rule.parameters;
    for (const zone of alsoZones) expect(isTimeZone(zone)).toBe(true);
    if (hours === 'stated') continue;
    for (const { start, end } of hours) {
      expect(start).toMatch(/^\d\d:\d\d$/);
      expect(start < end).toBe(true);
    }
    const days = hours.flatMap((entry) => entry.days);
    expect(new Set(days).size).toBe(days.length);
  }
});

test('docs/rule-packs.md is the committed one; else run: node scripts/rule-packs-page.ts', async () => {
  const page = await readFile(new URL('../../../../../docs/rule-packs.md', import.meta.url), 'utf8');
  expect(page).toBe(rulePacksPage());
  for (const rule of RULES) expect(page).toContain(`| \`${ruleReference(rule)}\` |`);
});
