import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../../local/open-state.ts';
import { startService } from '../../../local/service.ts';
import configuration from '../../../rapport.config.ts';
import { promote } from '../../../src/core/experiment/transitions/promote.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { callCli } from '../../support/local/call-cli.ts';
import { lastingState } from '../../support/local/temporary-state.ts';

const folder = lastingState();
const EXAMPLE = 'docs/examples/experiment.json';
const ID = 'evening-rules';
const ANN = ['--author', 'Ann', '--reason', 'evenings look promising'];
const BOB = ['--author', 'Bob', '--reason', 'looked at it'];

beforeAll(async () => {
  const options = { stateDir: folder.path, port: 0, configuration, simulation: false };
  await (await startService(options)).stop();
});

afterAll(() => folder.remove());

function rapport(...parameters: readonly string[]) {
  return callCli(...parameters, '--state-dir', folder.path);
}

async function told(...parameters: readonly string[]) {
  const { code, stdout, stderr } = await rapport(...parameters, '--json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

/** The example with these changes, in a file of its own. */
function fileOf(changes: object): string {
  const path = join(folder.path, 'experiment.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(EXAMPLE, 'utf8')), ...changes }));
  return path;
}

describe('rapport experiment', () => {
  it('has nothing to list before the first is proposed', async () => {
    expect((await rapport('experiment', 'list')).stdout).toContain('There is no experiment');
    expect(await told('experiment', 'list')).toEqual({ experiments: [] });
    expect((await rapport('experiment', 'history')).stdout).toContain('Nothing was ever changed');
  });

  it('changes nothing without author and reason, nor from a file that is no experiment', async () => {
    expect((await rapport('experiment', 'propose', EXAMPLE)).code).toBe(2);
    expect((await rapport('experiment', 'propose', EXAMPLE, '--author', 'Ann', '--reason', ' ')).code).toBe(
      2,
    );
    const faulty = fileOf({ control: 'nobody', ramp: [{ share: 0.05 }] });
    const refused = await rapport('experiment', 'propose', faulty, ...ANN);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('/control') });
    const absent = await rapport('experiment', 'propose', 'no-such-file.json', ...ANN);
    expect(absent).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("can't be read as an experiment"),
    });
    expect(await told('experiment', 'list')).toEqual({ experiments: [] });
  });

  it('takes the documented example from its proposal to its end', async () => {
    const proposed = await rapport('experiment', 'propose', EXAMPLE, ...ANN);
    expect(proposed).toMatchObject({ code: 0, stdout: expect.stringContaining('evening-rules is proposed') });
    const started = await rapport('experiment', 'start', ID, ...ANN);
    expect(started.stdout).toContain('evening-rules is running');
    expect((await rapport('experiment', 'list')).stdout).toMatch(
      /evening-rules.*running.*5 %.*timing.*as-now 1 : evening-rules 1/,
    );

    const waiting = await rapport('experiment', 'ramp', ID, '--share', '0.5', ...ANN);
    expect(waiting.stdout).toContain('a ramp waits for approval');
    const alone = await rapport('experiment', 'approve', ID, ...ANN);
    expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining('approval-by-author') });
    const ramped = await told('experiment', 'approve', ID, '--settings-version', '1', ...BOB);
    expect(ramped).toMatchObject({ version: 2, approvedBy: { author: 'Bob' }, status: 'running' });

    const stopped = await rapport('experiment', 'stop', ID, '--variant', 'evening-rules', ...BOB);
    expect(stopped.stdout).toMatch(/without evening-rules/);
    await rapport('experiment', 'stop', ID, ...BOB);
    const { status, changes } = await told('experiment', 'show', ID);
    expect(status).toBe('stopped');
    expect(changes.map(({ kind }: { kind: string }) => kind)).toEqual([
      'propose',
      'start',
      'ramp',
      'approve',
      'stop-variant',
      'stop',
    ]);
    const again = await rapport('experiment', 'start', ID, ...ANN);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('experiment-state') });
    expect((await rapport('experiment', 'show', ID)).stdout).toContain('looked at it');
  });

  it('keeps the history of what was withdrawn', async () => {
    await rapport('experiment', 'propose', fileOf({ id: 'second', salt: 'second' }), ...ANN);
    const withdrawn = await rapport('experiment', 'withdraw', 'second', ...BOB);
    expect(withdrawn.stdout).toContain('second is withdrawn');
    expect(await rapport('experiment', 'show', 'second')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('experiment-unknown'),
    });
    const { changes } = await told('experiment', 'history', 'second');
    expect(changes.map(({ kind }: { kind: string }) => kind)).toEqual(['propose', 'withdraw']);
    expect((await told('experiment', 'history')).changes).toHaveLength(8);
  });

  it.each([
    [['ramp', ID, '--share', '1.2', ...ANN]],
    [['ramp', ID, ...ANN]],
    [['approve', ID, '--settings-version', 'one', ...ANN]],
    [['start', ID]],
  ])('is called wrongly with %j', async (parameters) => {
    expect((await rapport('experiment', ...parameters)).code).toBe(2);
  });
});

describe('rapport policies and rollback', () => {
  it('set a policy in the shadow and take it away', async () => {
    const path = join(folder.path, 'policy.json');
    writeFileSync(path, '{"kind":"uniform"}');
    const watching = await rapport('policies', 'shadow', path, ...ANN);
    expect(watching.stdout).toContain('In the shadow: the uniform policy');
    expect((await told('policies')).shadow).toEqual({ kind: 'uniform' });
    expect((await rapport('policies', 'shadow', ...ANN)).code).toBe(2);
    expect((await told('policies', 'shadow', '--off', ...ANN)).shadow).toBeUndefined();
  });

  it('take one promotion back, in one command', async () => {
    const state = await openState(folder.path);
    const { model } = configuration;
    const stamp = { model, at: parseInstant('2026-11-24T14:00:00Z'), by: { author: 'Ann', reason: 'won' } };
    const approvedBy = { author: 'Bob', reason: 'read the report' };
    const book = await state.ports.policyBooks.get(model);
    const next = promote(book, { kind: 'learned', strategy: 'linucb' }, stamp, {
      fourEyesAbove: 0.1,
      approvedBy,
    });
    expect(await state.ports.policyBooks.put(next)).toBe('stored');
    await state.close();

    expect((await rapport('policies')).stdout).toMatch(/strategy linucb.*Ann: “won” and Bob/);
    const back = await rapport('rollback', ...ANN);
    expect(back.stdout).toContain('No promotion is in force.');
    expect(await rapport('rollback', ...ANN)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing-to-roll-back'),
    });
    expect(await rapport('experiment', 'resume', ...ANN)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('experiments-not-paused'),
    });
  });
});
