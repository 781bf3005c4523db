import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService } from '../../../local/service.ts';
import configuration from '../../../rapport.config.ts';
import { instant } from '../../../src/core/time/instant.ts';
import { runCommand } from '../../support/local/run-command.ts';
import { lastingState } from '../../support/local/temporary-state.ts';

const folder = lastingState();
const stateDir = join(folder.path, 'state');
const log = join(folder.path, 'contacts.jsonl');
const BY = ['--author', 'data science', '--reason', 'a test'];
const CONTEXT = { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62 };

/** Historical contacts in which calls pay, so that there is something to learn. */
function contact(index: number): string {
  const channel = configuration.channels[index % configuration.channels.length];
  const window = configuration.windows[index % configuration.windows.length];
  return JSON.stringify({
    context: { ...CONTEXT, daysPastDue: index % 90 },
    action: `${channel?.id}@${window?.id}`,
    reward: channel?.id === 'call' && index % 5 > 0 ? 1 : 0,
    at: '2026-02-02T12:00:00Z',
    propensity: 0.25,
    propensitySource: 'logged',
  });
}

async function rapport(...parameters: readonly string[]) {
  return await runCommand(...parameters, '--state-dir', stateDir).ended();
}

beforeAll(async () => {
  const service = await startService({ stateDir, port: 0, configuration, simulation: false });
  await service.publish(instant(Date.now()));
  await service.stop();
  writeFileSync(log, Array.from({ length: 600 }, (_, index) => `${contact(index)}\n`).join(''));
});

afterAll(() => folder.remove());

describe('on the state of the embedded service', () => {
  it('a log is checked, imported, tuned to, decided by and removed again', async () => {
    const dry = await rapport('warm-start', '--log', log, '--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).toMatchObject({
      outcome: 'checked',
      entry: { rows: 600, label: 'known' },
    });
    expect((await rapport('warm-start', '--log', log)).code).toBe(2);
    const added = await rapport('warm-start', '--log', log, '--weight', '0.5', ...BY);
    expect(added).toMatchObject({ code: 0, stdout: expect.stringContaining('Imported as contacts') });
    const listed = await rapport('warm-start', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { name: 'contacts', weight: 0.5, by: { reason: 'a test' } },
    ]);

    const page = join(folder.path, 'tune.html');
    const tuned = await rapport('tune', '--json', '--html', page, '--apply', ...BY);
    expect(JSON.parse(tuned.stdout)).toMatchObject({
      credits: 300,
      published: { changed: true, champion: { by: { author: 'data science' } } },
    });
    expect(readFileSync(page, 'utf8')).toContain('<polyline');
    expect((await rapport('tune')).stdout).toContain('Log evidence');

    const borrowers = join(folder.path, 'borrowers.jsonl');
    const decisions = join(folder.path, 'decisions.jsonl');
    const consents = Object.fromEntries(configuration.channels.map(({ id }) => [id, { status: 'granted' }]));
    const profile = { timeZones: ['America/New_York'], consents };
    writeFileSync(borrowers, JSON.stringify({ key: 'k', borrower: { id: 'b' }, profile, context: CONTEXT }));
    const batch = ['decide-batch', '--in', borrowers, '--out', decisions, '--at', '2026-11-24T05:00:00Z'];
    expect(await rapport(...batch, '--full')).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(decisions, 'utf8'))).toMatchObject({
      key: 'k',
      status: 'selected',
      strategy: configuration.learning.strategy,
      explanation: { because: expect.any(Array) },
    });

    expect((await rapport('warm-start', 'remove', 'contacts')).stdout).toContain('600 rows');
    expect((await rapport('warm-start', 'list')).stdout).toContain('Nothing was imported');
    expect((await rapport('warm-start', 'remove', 'contacts')).stderr).toContain('import-unknown');
  }, 180_000);

  it('a change of configuration is told before it is deployed, and refused by the exit code', async () => {
    const same = await rapport('plan-config', '--config', 'rapport.config.ts');
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('--against') });
    const next = join(folder.path, 'next.json');
    const features = configuration.features.features.map((feature) =>
      feature.kind === 'numeric' ? { ...feature, spread: 2 * feature.spread } : feature,
    );
    writeFileSync(
      next,
      JSON.stringify({ ...configuration, features: { ...configuration.features, features } }),
    );
    const refused = await rapport('plan-config', '--config', next);
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('Do not deploy it') });
    writeFileSync(
      next,
      JSON.stringify({ ...configuration, learning: { ...configuration.learning, ridge: -1 } }),
    );
    const invalid = await rapport('plan-config', '--config', next);
    expect(invalid).toMatchObject({ code: 1, stderr: expect.stringContaining('/learning/ridge') });
    expect((await rapport('plan-config', '--config', 'nowhere.ts')).stderr).toContain('nowhere.ts');
  }, 120_000);

  it('recredit and shadow say that there is nothing to do where nothing was decided', async () => {
    expect((await rapport('recredit')).stdout).toContain('Every decision has the reward');
    expect(JSON.parse((await rapport('recredit', '--dry-run', '--json')).stdout)).toEqual({
      dryRun: true,
      decisions: 0,
      changed: 0,
      corrections: 0,
    });
    expect((await rapport('shadow')).stdout).toContain('No decision was made in the shadow mode');
  }, 120_000);
});
