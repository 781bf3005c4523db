import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startService } from '../../../local/service.ts';
import configuration from '../../../rapport.config.ts';
import { callCli } from '../../support/local/call-cli.ts';
import { lastingState } from '../../support/local/temporary-state.ts';

const PAGE = readFileSync('docs/experiments.md', 'utf8');
const COMMANDS = [...PAGE.matchAll(/^npx rapport (.*\S) +# (\d)$/gm)];
const folder = lastingState();

beforeAll(async () => {
  const options = { stateDir: folder.path, port: 0, configuration, simulation: false };
  await (await startService(options)).stop();
});

afterAll(() => folder.remove());

test('the commands of the page can be run one after the other, and exit as it says', async () => {
  expect(COMMANDS.length).toBeGreaterThan(10);
  for (const [, command = '', code] of COMMANDS) {
    const { code: exit, stderr } = await callCli(...command.split(' '), '--state-dir', folder.path);
    expect(exit, `${command}: ${stderr}`).toBe(Number(code));
  }
});
