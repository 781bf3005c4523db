import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import running from '../../../../rapport.config.ts';
import { PACKS } from '../../../../src/core/rules/packs/packs.ts';
import { ruleReference } from '../../../../src/core/rules/rule.ts';
import { callCli } from '../../../support/local/call-cli.ts';

const PACK_OPTIONS = Object.keys(PACKS).flatMap((pack) => ['--pack', pack]);

interface Line {
  readonly reference: string;
  readonly kind: string;
  readonly jurisdiction: string;
}

async function listed(...options: readonly string[]): Promise<readonly Line[]> {
  const { code, stdout } = await callCli('rules', 'list', ...options, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout).rules;
}

describe('rapport rules list', () => {
  it('begins by saying that it is no legal advice', async () => {
    expect((await callCli('rules', 'list')).stdout.split('\n')[0]).toContain('Not legal advice');
  });

  it('shows the base rules of every configuration', async () => {
    const references = (await listed()).map(({ reference }) => reference);
    expect(references).toEqual(
      expect.arrayContaining(['channel-consent@1', 'do-not-contact@1', 'quiet-hours@1']),
    );
  });

  it('shows every rule of a pack once, chosen or not', async () => {
    const rules = await listed(...PACK_OPTIONS);
    expect(rules.map(({ reference }) => reference)).toEqual(Object.values(PACKS).flat().map(ruleReference));
  });

  it('keeps to a kind and a jurisdiction', async () => {
    const rules = await listed(...PACK_OPTIONS, '--kind', 'cap', '--jurisdiction', 'US-FL');
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map(({ kind, jurisdiction }) => `${kind} ${jurisdiction}`))).toEqual(
      new Set(['cap US-FL']),
    );
  });
});

describe('a rule that the configuration overrides', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-rules-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'overridden.json');
  const acknowledged = { by: 'Ada', on: '2026-09-01', reason: 'Counsel agreed to it for these loans.' };
  const overrides = [
    { rule: 'us-fed-regf-call-frequency', parameters: { limit: 3 } },
    { rule: 'us-fed-regf-text-recency', enabled: 'off', acknowledged },
  ];
  const rules = { ...running.rules, packs: ['us-federal'], actor: 'first-party', overrides };
  writeFileSync(path, JSON.stringify({ ...running, rules }));

  it('is listed with its state, its binding here and who answers for it', async () => {
    const lines = await listed('--config', path);
    const line = (reference: string) => lines.find((each) => each.reference === reference);
    expect(line('us-fed-regf-call-frequency@1')).toMatchObject({
      state: 'on',
      binding: 'policy',
      override: overrides[0],
    });
    expect(line('us-fed-regf-text-recency@1')).toMatchObject({ state: 'off', override: overrides[1] });
    expect((await callCli('rules', 'list', '--config', path)).stdout).toContain('Ada, 2026-09-01');
  });

  it('is shown as it binds, and examples of the pack that it no longer meets are told', async () => {
    const { stdout } = await callCli('rules', 'show', 'us-fed-regf-call-frequency', '--config', path);
    expect(stdout).toContain('at most 3 attempts by call per debt');
    expect(stdout).toContain('NOT allowed');
    expect(stdout).toContain('may rightly come out otherwise');
  });
});

describe('rapport rules show', () => {
  it.each(Object.values(PACKS).flat().map(ruleReference))(
    '%s with examples that come out as expected',
    async (reference) => {
      const { code, stdout } = await callCli('rules', 'show', reference, '--json');
      expect(code).toBe(0);
      const [shown] = JSON.parse(stdout).rules;
      expect(shown.reference).toBe(reference);
      expect(shown.words.every((line: string) => line.trim() !== '' && !line.includes('undefined'))).toBe(
        true,
      );
      expect(shown.cases.length).toBeGreaterThan(1);
      expect(shown.cases.filter(({ passes }: { readonly passes: boolean }) => !passes)).toEqual([]);
    },
  );

  it('finds a rule without its version and tells its source in words', async () => {
    const { stdout } = await callCli('rules', 'show', 'us-fed-regf-call-frequency');
    expect(stdout).toContain('12 CFR 1006.14(b)');
    expect(stdout).toContain('at most 7 attempts by call per debt');
    expect(stdout).toContain('as expected');
  });

  it('suggests rules when none has the name', async () => {
    const answer = await callCli('rules', 'show', 'regf-call');
    expect(answer).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('us-fed-regf-call-frequency@1'),
    });
  });
});
