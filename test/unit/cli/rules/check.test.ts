import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatInstant, parseInstant, plusMs } from '../../../../src/core/time/instant.ts';
import { callCli } from '../../../support/local/call-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EXAMPLE = 'docs/examples/profile.json';
const GRANTED = { status: 'granted', since: '2025-01-01T00:00:00Z', form: 'written' };
const ALL_GRANTED = { call: GRANTED, sms: GRANTED, email: GRANTED };

let files = 0;
function fileOf(facts: object): string {
  const path = join(folder, `${++files}.json`);
  writeFileSync(path, JSON.stringify({ timeZones: [], consents: ALL_GRANTED, ...facts }));
  return path;
}

function phone(areaCode: string) {
  return { id: `p-${areaCode}`, areaCode, line: 'mobile', place: 'personal' };
}

function home(zip: string) {
  return { id: `z-${zip}`, zip, place: 'home' };
}

async function check(facts: object | string, at: string, ...options: readonly string[]) {
  const path = typeof facts === 'string' ? facts : fileOf(facts);
  return await callCli('rules', 'check', '--profile', path, '--at', at, ...options);
}

const REGF = ['--pack', 'us-federal', '--purpose', 'collection'];
const STATES = ['--pack', 'us-states-and-cities', '--purpose', 'solicitation'];

/** What a call is lawful within, worked out by hand: the first lawful second and the first unlawful one after it. */
const STRETCHES = [
  {
    name: 'an eastern number and a Pacific address: 11 to 21 Eastern',
    facts: { phones: [phone('212')], addresses: [home('90001')] },
    by: REGF,
    opens: '2026-07-15T11:00:00-04:00',
    closes: '2026-07-15T21:00:00-04:00',
  },
  {
    name: 'the same in winter',
    facts: { phones: [phone('212')], addresses: [home('90001')] },
    by: REGF,
    opens: '2026-01-15T11:00:00-05:00',
    closes: '2026-01-15T21:00:00-05:00',
  },
  {
    name: 'an eastern number and a Mountain address: 10 to 21 Eastern',
    facts: { phones: [phone('212')], addresses: [home('80202')] },
    by: REGF,
    opens: '2026-07-15T10:00:00-04:00',
    closes: '2026-07-15T21:00:00-04:00',
  },
  {
    name: 'Hawaii and an eastern number in summer: 8 to 15 in Honolulu',
    facts: { phones: [phone('212')], addresses: [home('96813')] },
    by: REGF,
    opens: '2026-07-15T08:00:00-10:00',
    closes: '2026-07-15T15:00:00-10:00',
  },
  {
    name: 'Hawaii and an eastern number in winter: 8 to 16 in Honolulu',
    facts: { phones: [phone('212')], addresses: [home('96813')] },
    by: REGF,
    opens: '2026-01-15T08:00:00-10:00',
    closes: '2026-01-15T16:00:00-10:00',
  },
  {
    name: 'Guam and an eastern number in summer: 8 to 11 on Guam',
    facts: { phones: [phone('212')], addresses: [home('96910')] },
    by: REGF,
    opens: '2026-07-15T08:00:00+10:00',
    closes: '2026-07-15T11:00:00+10:00',
  },
  {
    name: 'Guam and an eastern number in winter: 8 to 12 on Guam',
    facts: { phones: [phone('212')], addresses: [home('96910')] },
    by: REGF,
    opens: '2026-01-15T08:00:00+10:00',
    closes: '2026-01-15T12:00:00+10:00',
  },
  {
    name: 'Arizona and a Pacific number in summer: the same clock',
    facts: { phones: [phone('213')], addresses: [home('85001')] },
    by: REGF,
    opens: '2026-07-15T08:00:00-07:00',
    closes: '2026-07-15T21:00:00-07:00',
  },
  {
    name: 'Arizona and a Pacific number in winter: 9 to 21 in Phoenix',
    facts: { phones: [phone('213')], addresses: [home('85001')] },
    by: REGF,
    opens: '2026-01-15T09:00:00-07:00',
    closes: '2026-01-15T21:00:00-07:00',
  },
  {
    name: 'a solicitation to Florida, area code 850 in two zones: 9 to 20 Eastern',
    facts: { phones: [phone('850')] },
    by: STATES,
    opens: '2026-07-15T09:00:00-04:00',
    closes: '2026-07-15T20:00:00-04:00',
  },
  {
    name: 'a solicitation to El Paso on a Sunday: noon to 20 Mountain',
    facts: { phones: [phone('915')], timeZones: ['America/Denver'] },
    by: STATES,
    opens: '2026-07-19T12:00:00-06:00',
    closes: '2026-07-19T20:00:00-06:00',
  },
  {
    name: 'the day on which clocks go forward: 8 to 21 by the new time',
    facts: { phones: [phone('212')] },
    by: REGF,
    opens: '2026-03-08T08:00:00-04:00',
    closes: '2026-03-08T21:00:00-04:00',
  },
  {
    name: 'the day on which clocks go back: 8 to 21 by the new time',
    facts: { phones: [phone('212')] },
    by: REGF,
    opens: '2026-11-01T08:00:00-05:00',
    closes: '2026-11-01T21:00:00-05:00',
  },
] as const;

function secondBefore(at: string): string {
  return formatInstant(plusMs(parseInstant(at), -1000));
}

describe('rapport rules check: the hours of a call', () => {
  it.each(STRETCHES)('$name', async ({ facts, by, opens, closes }) => {
    const codes = [];
    for (const at of [secondBefore(opens), opens, secondBefore(closes), closes]) {
      codes.push((await check(facts, at, '--action', 'call', ...by)).code);
    }
    expect(codes).toEqual([1, 0, 0, 1]);
  });

  it('says until when a call is lawful, and when it is next', async () => {
    const facts = { phones: [phone('212')], addresses: [home('90001')] };
    const at = async (time: string) =>
      JSON.parse((await check(facts, time, ...REGF, '--json')).stdout).channels.find(
        ({ channel }: { readonly channel: string }) => channel === 'call',
      );
    expect(await at('2026-07-15T12:00:00-04:00')).toMatchObject({
      allowed: true,
      until: '2026-07-16T01:00:00.000Z',
    });
    expect(await at('2026-07-15T21:00:00-04:00')).toMatchObject({
      allowed: false,
      nextLawful: '2026-07-16T15:00:00.000Z',
    });
  });
});

describe('rapport rules check: why not', () => {
  it.each([
    {
      name: 'an eighth call in seven days about one debt',
      facts: {
        phones: [phone('212')],
        contacts: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
          channel: 'call',
          kind: 'sent',
          accountId: 'a-1',
          start: `2026-07-0${day}T16:00:00Z`,
          end: `2026-07-0${day}T16:00:00Z`,
        })),
      },
      at: '2026-07-07T18:00:00Z',
      rule: 'us-fed-regf-call-frequency@1',
      binding: 'policy',
    },
    {
      name: 'a call six days after a conversation',
      facts: { phones: [phone('212')], conversations: [{ id: 'c-1', at: '2026-07-01T16:00:00Z' }] },
      at: '2026-07-07T18:00:00Z',
      rule: 'us-fed-regf-call-after-conversation@1',
      binding: 'policy',
    },
    {
      name: 'a number of somebody else',
      facts: { phones: [{ ...phone('212'), status: 'wrong-party' }] },
      at: '2026-07-07T18:00:00Z',
      rule: 'us-fed-wrong-party@1',
      binding: 'law',
    },
    {
      name: 'no consent',
      facts: { phones: [phone('212')], consents: {} },
      at: '2026-07-07T18:00:00Z',
      rule: 'channel-consent@1',
      binding: 'policy',
    },
    {
      name: 'nothing that tells the place',
      facts: { phones: [phone('800')] },
      at: '2026-07-07T18:00:00Z',
      rule: 'time-zone-known@1',
      binding: 'policy',
    },
  ])('$name', async ({ facts, at, rule, binding }) => {
    const answer = await check(facts, at, '--action', 'call', '--account', 'a-1', ...REGF, '--json');
    expect(answer).toMatchObject({ code: 1, stderr: '' });
    const call = JSON.parse(answer.stdout).channels.find(
      ({ channel }: { readonly channel: string }) => channel === 'call',
    );
    expect(call.blockedBy).toContainEqual(
      expect.objectContaining({
        rule,
        binding,
        reason: expect.stringMatching(/./),
        citation: expect.stringMatching(/./),
      }),
    );
  });

  it('tells a first party that the third parties’ rule is its own policy', async () => {
    const facts = { phones: [phone('212')] };
    const at = '2026-07-15T07:59:59-04:00';
    const bindingFor = async (actor: string) => {
      const { stdout } = await check(facts, at, ...REGF, '--actor', actor, '--json');
      const [channel] = JSON.parse(stdout).channels;
      return channel.blockedBy.find(
        ({ rule }: { readonly rule: string }) => rule === 'us-fed-regf-inconvenient-time@1',
      )?.binding;
    };
    expect(await bindingFor('third-party')).toBe('law');
    expect(await bindingFor('first-party')).toBe('policy');
  });

  it('shows an action of a decision, cut where the rules cut its window', async () => {
    const { code, stdout } = await check(
      EXAMPLE,
      '2026-11-24T15:30:00-05:00',
      ...REGF,
      '--account',
      'a-77',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).actions).toContainEqual(
      expect.objectContaining({
        action: 'call@weekday-morning',
        allowed: true,
        cut: true,
        window: { start: '2026-11-25T16:00:00.000Z', end: '2026-11-25T17:00:00.000Z' },
      }),
    );
  });
});

describe('rapport rules check: what the law demands', () => {
  const mortgage = {
    timeZones: ['America/New_York'],
    jurisdictions: ['US-OH'],
    accounts: { 'm-1': { product: 'mortgage', unpaidSince: '2026-06-01' } },
  };
  const due = 'us-fed-early-intervention-live-contact@1';

  it('shows the duty, until when, and that a decision is left the contact that fulfils it', async () => {
    const options = [...REGF, '--account', 'm-1', '--json'];
    const { stdout } = await check(mortgage, '2026-07-06T15:00:00Z', ...options);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ forcedBy: due, unmet: [] });
    expect(told.obligations).toMatchObject([
      { rule: due, media: ['call'], dueBy: '2026-07-08T04:00:00.000Z' },
    ]);
    const allowed = told.actions.filter((action: { readonly allowed: boolean }) => action.allowed);
    expect(allowed).toMatchObject([{ action: 'call@weekday-morning' }]);
  });

  it('shows none before its day comes', async () => {
    const { stdout } = await check(mortgage, '2026-06-15T15:00:00Z', ...REGF, '--account', 'm-1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ obligations: [], unmet: [] });
    expect(JSON.parse(stdout)).not.toHaveProperty('forcedBy');
  });
});

describe('rapport rules check: what it is given', () => {
  const AT = '2026-11-24T15:30:00-05:00';

  it('tells where each zone and state comes from', async () => {
    const { stdout } = await check(EXAMPLE, AT);
    expect(stdout).toMatch(/phone office \(area code 415\) *│ America\/Los_Angeles/);
    expect(stdout).toContain('Not legal advice');
    expect(stdout).toContain('address home (ZIP 94110)');
    expect(JSON.parse((await check(EXAMPLE, AT, '--json')).stdout).places.indications).toContainEqual({
      from: 'phone office (area code 415)',
      zones: ['America/Los_Angeles'],
      jurisdictions: ['US-CA'],
    });
  });

  it.each([
    ['a time without an offset', ['--at', '2026-11-24T15:30:00'], 'RFC 3339'],
    ['an unknown action', ['--at', AT, '--action', 'fax'], '[action-unknown]'],
    ['an unknown purpose', ['--at', AT, '--purpose', 'sales'], '[purpose-unknown]'],
    ['an unknown pack', ['--at', AT, '--pack', 'eu'], 'us-federal'],
    ['an unknown actor', ['--at', AT, '--actor', 'nobody'], 'third-party'],
    ['a file that is not there', ['--at', AT, '--profile', 'no-such-file.json'], '--profile'],
  ])('refuses %s with exit code 2', async (_name, options, told) => {
    const answer = await callCli('rules', 'check', '--profile', EXAMPLE, ...options);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain(told);
  });

  it.each([
    ['a misspelt field', { phone: [] }, 'phone'],
    ['a time zone that nobody knows', { timeZones: ['Mars/Olympus'] }, 'time-zone-unknown'],
    ['consent to a channel that is not configured', { consents: { fax: GRANTED } }, 'channel-unknown'],
  ])('refuses %s in the file with exit code 2', async (_name, facts, told) => {
    const answer = await check(facts, AT);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain(told);
  });
});
