import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerReplayCommand } from '../../../cli/commands/replay.ts';
import { TINY } from '../../support/tiny-replay.ts';

/** The command as a user gives it, with what it printed. */
async function rapport(...args: string[]): Promise<{ out: string; err: string; exitCode: unknown }> {
  let [out, err] = ['', ''];
  const write = (sink: (text: string) => void) => (text: string | Uint8Array) => {
    sink(String(text));
    return true;
  };
  const toOut = vi.spyOn(process.stdout, 'write').mockImplementation(write((text) => (out += text)));
  const toErr = vi.spyOn(process.stderr, 'write').mockImplementation(write((text) => (err += text)));
  try {
    const program = new Command('rapport').exitOverride();
    registerReplayCommand(program);
    await program.parseAsync(['replay', ...args], { from: 'user' });
    return { out, err, exitCode: process.exitCode };
  } finally {
    process.exitCode = undefined;
    toOut.mockRestore();
    toErr.mockRestore();
  }
}

/** Runs something and presses Ctrl-C as soon as it lets the event loop turn. */
async function interrupted<T>(run: () => Promise<T>): Promise<T> {
  const presses = setInterval(() => process.emit('SIGINT'), 1);
  return await run().finally(() => clearInterval(presses));
}

function withoutTiming(out: string): unknown {
  const { timing, ...rest } = JSON.parse(out);
  expect(timing.rowsPerSecond).toBeGreaterThan(0);
  return rest;
}

describe('rapport replay', () => {
  let folder: string;
  let common: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-replay-'));
    const { file, schema } = TINY.promises;
    common = ['--file', file, '--schema', schema, '--publish-every', '40', '--delay', '8'];
    common.push('--checkpoint', join(folder, 'promises.checkpoint'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints one JSON document, the same each time but for the timing, and leaves nothing behind', async () => {
    const first = await rapport(...common, '--json');
    expect(first.exitCode).toBe(0);
    expect(withoutTiming((await rapport(...common, '--json')).out)).toEqual(withoutTiming(first.out));
    expect(existsSync(join(folder, 'promises.checkpoint'))).toBe(false);
  });

  it('prints a table with the intervals and what it can not show', async () => {
    const { out } = await rapport(...common);
    for (const policy of ['rapport', 'uniform', 'best-constant (', 'supervised', 'oracle']) {
      expect(out).toContain(policy);
    }
    expect(out).toContain('95 % interval, paired');
    expect(out).toContain('no replay can say');
  });

  it('prints the off-policy values of a log, and how few rows were kept', async () => {
    const { file, schema } = TINY.offers;
    const { out } = await rapport('--file', file, '--schema', schema, '--checkpoint', join(folder, 'offers'));
    for (const text of ['IPS', 'SNIPS', 'ESS', 'Rejection replay:', 'The logging policy earned']) {
      expect(out).toContain(text);
    }
  });

  it('runs through HTTP to the same decisions', { timeout: 60_000 }, async () => {
    const decisionsOf = async (...args: string[]) => {
      const { out } = await rapport(...common, '--limit', '30', '--json', ...args);
      const { through, decisions, findings } = JSON.parse(out);
      return { through, decisions, findings };
    };
    const inMemory = await decisionsOf();
    expect(await decisionsOf('--through', 'http')).toEqual({ ...inMemory, through: 'http' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops at Ctrl-C with a checkpoint and goes on from it to the same document', async () => {
    const whole = withoutTiming((await rapport(...common, '--json')).out);
    const stopped = await interrupted(() => rapport(...common, '--json'));
    expect(stopped.exitCode).toBe(130);
    expect(stopped.out).toBe('');
    expect(stopped.err).toContain('--resume');
    const resumed = await rapport(...common, '--json', '--resume');
    expect(withoutTiming(resumed.out)).toEqual(whole);
  });

  it('refuses to go on from the checkpoint of another replay', async () => {
    await interrupted(() => rapport(...common));
    await expect(rapport(...common, '--seed', '2', '--resume')).rejects.toThrow(/other data, another schema/);
  });

  it('says so when there is no checkpoint, or none that can be read', async () => {
    await expect(rapport(...common, '--resume')).rejects.toThrow(/no checkpoint at/);
    writeFileSync(join(folder, 'promises.checkpoint'), 'something else');
    await expect(rapport(...common, '--resume')).rejects.toThrow(/no checkpoint of this version/);
  });

  it.each([
    [['--dataset', 'nothing-known'], /Allowed choices are bank-marketing, obd-men/],
    [[], /Say what to replay/],
    [['--file', 'a.csv'], /Say what to replay/],
    [['--dataset', 'obd-men', '--delay', '-1'], /whole number from 0 to 4000/],
    [['--dataset', 'obd-men', '--limit', 'ten'], /whole number of at least 1/],
    [['--file', 'missing.csv', '--schema', TINY.promises.schema], /missing\.csv/],
    [['--file', TINY.promises.file, '--schema', TINY.promises.file], /is not JSON/],
  ])('explains what is wrong with %j', async (args, message) => {
    await expect(rapport(...args)).rejects.toThrow(message);
  });

  it('tells in --help what a replay can and can not show', async () => {
    const program = new Command('rapport');
    registerReplayCommand(program);
    let help = '';
    const command = program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) });
    command?.outputHelp();
    expect(help).toContain('not chosen at random');
    expect(help).toContain('Rejection replay');
    expect(help).toContain('Examples:');
  });

  it('is documented with the schema of the worked example', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/replay.md', 'utf8')) ?? [];
    expect(JSON.parse(example)).toEqual(JSON.parse(readFileSync(TINY.promises.schema, 'utf8')));
  });
});
