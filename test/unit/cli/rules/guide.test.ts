import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callCli } from '../../../support/local/call-cli.ts';

const GUIDE = readFileSync('docs/contact-rules.md', 'utf8');
const COMMANDS = [...GUIDE.matchAll(/^npx rapport (.*\S) +# (\d)$/gm)].map(([, command = '', code]) => ({
  command,
  code: Number(code),
}));

describe('the guide to contact rules', () => {
  it('has commands that are allowed, blocked and refused', () => {
    expect(new Set(COMMANDS.map(({ code }) => code))).toEqual(new Set([0, 1, 2]));
  });

  it.each(COMMANDS)('$command exits as it says', async ({ command, code }) => {
    expect((await callCli(...command.split(' '))).code).toBe(code);
  });

  it('gives the reasons that its text names', async () => {
    const blocked = COMMANDS.filter(({ code }) => code === 1);
    const texts = [];
    for (const { command } of blocked) texts.push((await callCli(...command.split(' '))).stdout);
    expect(texts[0]).toContain('us-fed-regf-inconvenient-time@1');
    expect(texts[1]).toContain('us-fed-regf-stated-inconvenient-time@1');
    expect(texts[2]).toContain('us-ny-nyc-electronic-consent@1');
  });
});
