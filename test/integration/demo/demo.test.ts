import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { DemoReport } from '../../../cli/demo/demo-report.ts';
import { runDemo } from '../../../cli/demo/run-demo.ts';
import { openState } from '../../../local/open-state.ts';
import { startService } from '../../../local/service.ts';
import { readNote } from '../../../local/service-note.ts';
import { stateLayout } from '../../../local/state-directory.ts';
import configuration from '../../../rapport.config.ts';
import { makeVerify, type Verification } from '../../../src/app/verify.ts';
import { runCommand } from '../../support/local/run-command.ts';
import { temporaryState } from '../../support/local/temporary-state.ts';

describe('the demo', () => {
  test('says the same twice for the same seed, and leaves a state that verifies', async () => {
    const folder = temporaryState();
    const first = await demo(40, 3, folder);
    const command = runCommand(
      'demo',
      '--decisions',
      '40',
      '--experiment',
      '0',
      '--seed',
      '3',
      '--json',
      '--state-dir',
      temporaryState(),
    );
    const { code, stdout, stderr } = await command.ended();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(first)));

    const answer = await ask(folder, first.tryIt.curl);
    expect(answer).toMatchObject({ status: 'selected', policy: { snapshot: first.model.snapshot } });

    const { decisions, faults, credited } = await verify(folder);
    expect({ decisions, faults, credited }).toEqual({
      decisions: 41,
      faults: [],
      credited: first.counts.credited,
    });
  });

  test('accounts for every decision and every event', async () => {
    const { counts, rewardPerDecision, weeks, learned, explained } = await demo(80, 5, temporaryState());
    expect(counts.selected + counts.withheld).toBe(counts.decisions);
    expect(counts.confirmed + counts.refusedAtSend + counts.notConfirmedInTime + counts.noContact).toBe(
      counts.selected,
    );
    expect(counts.credited).toBe(counts.confirmed + counts.noContact);
    expect(counts.outcomesRepeated).toBeGreaterThan(0);
    expect(counts.outcomesOvertaken).toBeGreaterThan(0);
    expect(counts.outcomesStraightToQueue).toBeGreaterThan(0);
    expect(counts.parked).toBe(0);
    expect(weeks.reduce((sum, { decisions }) => sum + decisions, 0)).toBe(rewardPerDecision.decisions);
    expect(rewardPerDecision.decisions).toBe(counts.selected);
    expect(rewardPerDecision.perfect.expected).toBeGreaterThan(rewardPerDecision.uniform.expected);
    for (const { channel, window, action } of learned) {
      expect(action.probability).toBeLessThanOrEqual(
        Math.min(channel.probability, window.probability) + 1e-9,
      );
    }
    expect(explained.status).toBe('selected');
  });

  test('survives kill -9: the service starts on what is left, and it verifies', async () => {
    const folder = temporaryState();
    const command = runCommand('demo', '--decisions', '400', '--json', '--state-dir', folder);
    await until(async () => (await creditsOf(folder)) > 5);
    command.process.kill('SIGKILL');
    expect(await command.ended()).toMatchObject({ code: 'SIGKILL' });

    const service = await startService({ stateDir: folder, port: 0, configuration, simulation: false });
    const health = await fetch(`${service.url}/v1/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', champion: { credits: expect.any(Number) } });
    const model = await fetch(`${service.url}/v1/models/${configuration.model}`);
    expect(model.status).toBe(200);
    await service.stop();

    const verification = await verify(folder);
    expect(verification.faults).toEqual([]);
    expect(verification.credited).toBeGreaterThan(5);
    expect(verification.replayed).toBeGreaterThan(0);
  });

  test('ends in order on Ctrl-C and says how to go on', async () => {
    const folder = temporaryState();
    const command = runCommand('demo', '--decisions', '400', '--state-dir', folder);
    await until(async () => (await creditsOf(folder)) > 0);
    command.process.kill('SIGINT');
    const { code, stdout, stderr } = await command.ended();
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain(`npm start -- --state-dir ${folder}`);
    expect(stderr).toContain(`npx rapport verify --state-dir ${folder}`);
    expect(existsSync(stateLayout(folder).note)).toBe(false);
    expect((await verify(folder)).faults).toEqual([]);
  });

  test('moves an earlier state aside, where it can still be used, and says so', async () => {
    const folder = temporaryState();
    await demo(12, 1, folder);
    const { code, stderr } = await runCommand(
      'demo',
      '--decisions',
      '12',
      '--experiment',
      '0',
      '--json',
      '--state-dir',
      folder,
    ).ended();
    expect(code).toBe(0);
    const aside = /was moved to (\S+);/.exec(stderr)?.[1];
    expect(aside).toContain(folder);
    expect((await verify(aside ?? '')).decisions).toBe(12);
  });
});

async function demo(decisions: number, seed: number, stateDir: string): Promise<DemoReport> {
  const { signal } = new AbortController();
  return await runDemo({
    configuration,
    decisions,
    experiment: 0,
    seed,
    stateDir,
    signal,
    onProgress: () => {},
  });
}

/** What a live service on the state answers to the `curl` line of the summary, as a shell reads it. */
async function ask(stateDir: string, curl: string): Promise<unknown> {
  const script = `curl() { for word in "$@"; do printf '%s\\n' "$word"; done; }\n${curl}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script]);
  const [, url = '', , contentType = '', , key = '', , body = ''] = stdout.split('\n');
  const service = await startService({ stateDir, port: 0, configuration, simulation: false });
  try {
    const headers = [contentType, key].map((header): [string, string] => [
      header.slice(0, header.indexOf(':')),
      header.slice(header.indexOf(':') + 1).trim(),
    ]);
    const { pathname } = new URL(url);
    const response = await fetch(`${service.url}${pathname}`, { method: 'POST', headers, body });
    return await response.json();
  } finally {
    await service.stop();
  }
}

async function verify(folder: string): Promise<Verification> {
  const state = await openState(folder);
  try {
    return await makeVerify({ ...state.ports, configuration })();
  } finally {
    await state.close();
  }
}

/** How many credits the served model rests on; 0 as long as nothing answers. */
async function creditsOf(folder: string): Promise<number> {
  const url = readNote(stateLayout(folder).note)?.url;
  if (url === undefined) return 0;
  const response = await fetch(`${url}/v1/health`).catch(() => undefined);
  if (response?.ok !== true) return 0;
  const health: { champion?: { credits: number } } = Object(await response.json());
  return health.champion?.credits ?? 0;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 100));
}
