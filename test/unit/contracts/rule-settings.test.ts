import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import shipped from '../../../rapport.config.ts';
import { defineConfiguration } from '../../../src/contracts/configuration.ts';
import { ruleParametersSchemas } from '../../../src/contracts/rule-parameters-schema.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';
import { acknowledgedLoosenings } from '../../../src/core/rules/overrides/acknowledged-loosenings.ts';
import { PACKS } from '../../../src/core/rules/packs/packs.ts';

const { rules, channels, purposes } = shipped;
const ALL_PACKS = ['us-federal', 'us-states-and-cities', 'house'];
const FREQUENCY = 'us-fed-regf-call-frequency';
const ACKNOWLEDGED = { by: 'J. Doe', on: '2026-09-01', reason: 'Counsel agrees to it.' };

/** The problems of the shipped configuration with these settings of the rules, and other changes. */
function problemsOf(settings: object, changes: object = {}) {
  try {
    defineConfiguration({ ...shipped, ...changes, rules: { ...rules, ...settings } });
  } catch (error) {
    if (error instanceof InvalidInputError) return error.fields;
    throw error;
  }
  return [];
}

function overriding(override: object, packs: readonly string[] = ALL_PACKS) {
  return problemsOf({ packs, overrides: [override] });
}

test('the example of the documentation is a valid configuration', async () => {
  const page = await readFile(new URL('../../../docs/contact-rules.md', import.meta.url), 'utf8');
  const settings = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '') as object;
  const changes = { purposes: [...purposes, 'early-outreach'] };
  expect(problemsOf(settings, changes)).toEqual([]);
  expect(acknowledgedLoosenings(settings)).toMatchObject([
    { rule: 'house-person-contact-frequency@1', change: 'limit: 14 becomes 20' },
  ]);
});

test.each(Object.values(PACKS).flat())('what $id says may be said in an override too', (rule) => {
  expect(ruleParametersSchemas[rule.kind].safeParse(rule.parameters).error).toBeUndefined();
});

describe('settings that are refused', () => {
  const [email] = channels;
  test.each([
    [{ packs: ['us-fed'] }, {}, '/rules/packs/0', /us-federal/],
    [{ packs: ['house', 'house'] }, {}, '/rules/packs/1', /remove or rename/],
    [{ actor: 'servicer' }, {}, '/rules/actor', /first-party or third-party/],
    [{ thirdPartyRulesForAll: 'no' }, {}, '/rules/thirdPartyRulesForAll', /true or false/],
    [{ purposes: { marketing: 'solicitation' } }, {}, '/rules/purposes/marketing', /use one of/],
    [{ purposes: { [purposes[0] ?? '']: 'sales' } }, {}, `/rules/purposes/${purposes[0]}`, /solicitation/],
    [
      { packs: ['house'] },
      { purposes: [...purposes, 'outreach'] },
      `/purposes/${purposes.length}`,
      /rules.purposes/,
    ],
    [
      { packs: ['house'] },
      { channels: [...channels, { ...email, id: 'whatsapp' }] },
      `/channels/${channels.length}/medium`,
      /add medium/,
    ],
    [
      {},
      { channels: [{ ...email, medium: 'fax' }, ...channels.slice(1)] },
      '/channels/0/medium',
      /call or text/,
    ],
    [{}, { channels: [{ ...email, automated: 1 }, ...channels.slice(1)] }, '/channels/0/automated', /true/],
  ])('%j %j', (settings, changes, pointer, fix) => {
    expect(problemsOf(settings, changes)).toContainEqual({
      pointer,
      problem: expect.stringMatching(/\S/),
      fix: expect.stringMatching(fix),
    });
  });

  test('without packs nothing has to be explained, with them what is explained is accepted', () => {
    const changes = {
      purposes: [...purposes, 'outreach'],
      channels: [...channels, { ...email, id: 'whatsapp', medium: 'text', automated: false }],
    };
    expect(problemsOf({ packs: [] }, { ...changes, channels })).toEqual([]);
    expect(problemsOf({ packs: ALL_PACKS, purposes: { outreach: 'solicitation' } }, changes)).toEqual([]);
  });
});

describe('overrides that are refused', () => {
  test.each([
    [{ rule: `${FREQUENCY}@1`, enabled: 'on' }, '/rule', /without its version/],
    [{ rule: 'us-fed-call-frequency', enabled: 'on' }, '/rule', /docs\/rule-packs.md/],
    [{ rule: FREQUENCY }, '', /add enabled or parameters/],
    [{ rule: FREQUENCY, enabled: 'maybe' }, '/enabled', /on or off/],
    [{ rule: FREQUENCY, parameters: { maximum: 3 } }, '/parameters/maximum', /limit/],
    [{ rule: FREQUENCY, parameters: { maximum: null } }, '/parameters/maximum', /limit/],
    [{ rule: FREQUENCY, parameters: { limit: -1 } }, '/parameters/limit', /at least 0/],
    [{ rule: FREQUENCY, parameters: { limit: null } }, '/parameters/limit', /whole number|finite number/],
    [{ rule: FREQUENCY, parameters: { together: ['fax'] } }, '/parameters/together/0', /call or text/],
    [
      { rule: 'house-complaint', parameters: { when: { fact: 'hold', reasons: [], reach: 'person' } } },
      '/parameters/when/reasons',
      /at least 1/,
    ],
    [
      { rule: FREQUENCY, enabled: 'off', acknowledged: { ...ACKNOWLEDGED, on: '2026-02-30' } },
      '/acknowledged/on',
      /exists/,
    ],
    [
      { rule: FREQUENCY, enabled: 'off', acknowledged: { ...ACKNOWLEDGED, reason: 'because  ' } },
      '/acknowledged/reason',
      /at least 10/,
    ],
    [
      { rule: FREQUENCY, enabled: 'off', acknowledged: { ...ACKNOWLEDGED, by: ' ' } },
      '/acknowledged/by',
      /at least 1/,
    ],
  ])('%j', (override, member, fix) => {
    expect(overriding(override)).toContainEqual({
      pointer: `/rules/overrides/0${member}`,
      problem: expect.stringMatching(/\S/),
      fix: expect.stringMatching(fix),
    });
  });

  test('a rule twice, and a rule of a pack that is not chosen', () => {
    const stricter = { rule: FREQUENCY, parameters: { limit: 3 } };
    expect(problemsOf({ packs: ALL_PACKS, overrides: [stricter, stricter] })).toMatchObject([
      { pointer: '/rules/overrides/1/rule' },
    ]);
    expect(overriding(stricter, ['house'])).toMatchObject([
      { pointer: '/rules/overrides/0/rule', fix: expect.stringContaining('add the pack us-federal') },
    ]);
    expect(overriding(stricter, [])).toHaveLength(1);
  });

  test('a looser one is told what is looser and what to add, and accepted once it is acknowledged', () => {
    const looser = { rule: FREQUENCY, parameters: { limit: 10, days: 8 } };
    expect(overriding(looser)).toEqual([
      {
        pointer: '/rules/overrides/0',
        problem: `makes ${FREQUENCY}@1 looser than its pack (limit: 7 becomes 10)`,
        fix: expect.stringContaining('acknowledged'),
      },
    ]);
    expect(overriding({ ...looser, acknowledged: ACKNOWLEDGED })).toEqual([]);
    expect(overriding({ rule: FREQUENCY, enabled: 'off' })).toHaveLength(1);
    expect(overriding({ rule: FREQUENCY, parameters: { limit: 6 } })).toEqual([]);
  });
});
