import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../../../cli/replay/locate-data.ts';
import { callCli } from '../../support/local/call-cli.ts';
import { simulatedLog } from '../../support/off-policy/simulated-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly target: string;
  readonly verdict: string;
  readonly value: number | null;
  readonly estimates: Readonly<Record<string, { readonly value: number }>> | null;
  readonly reasons?: readonly string[];
  readonly diagnostics: { readonly effectiveSampleSize: number; readonly meanWeight: number };
  readonly difference: { readonly intervals: { readonly anytime: { readonly lower: number } } } | null;
}

interface Document {
  readonly log: Readonly<Record<string, unknown>>;
  readonly remarks: readonly string[];
  readonly targets: readonly Told[];
}

async function evaluate(...parameters: readonly string[]): Promise<Document> {
  const { code, stdout, stderr } = await callCli('evaluate', '--json', ...parameters);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Document;
}

function logOf(name: string, lines: readonly (object | string)[]): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
  return path;
}

const ROWS = simulatedLog(6_000, 4).map((row, index) => ({
  id: `d-${index}`,
  borrower: row.borrower,
  at: new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString(),
  reward: row.reward,
  action: row.taken,
  propensity: row.propensity,
  distribution: Object.fromEntries(row.arms.map((arm, place) => [arm, row.logged?.[place] ?? 0])),
  context: { sign: row.x[1] },
  targets: { late: { 'call@late': 1 } },
}));
const LOG = logOf('log.jsonl', ROWS);
const MEAN = ROWS.reduce((sum, { reward }) => sum + reward, 0) / ROWS.length;

// Skipped without the public data: it may not be copied into this repository; RAPPORT_DATA_DIR says where it is.
describe.skipIf(dataFolder() === undefined)('evaluate, by the Open Bandit Dataset', () => {
  const data = dataFolder() ?? '';
  const campaign = (name: string) => join(data, 'obd', name, `${name.split('/')[1]}.csv.gz`);

  it('values an even choice of men’s items by a log of Thompson sampling', async () => {
    const { targets } = await evaluate('--log', campaign('bts/men'), '--target', 'uniform');
    const [uniform] = targets;
    expect(uniform?.estimates?.['ips']?.value.toFixed(6)).toBe('0.003009');
    expect(uniform?.estimates?.['snips']?.value.toFixed(6)).toBe('0.003189');
    expect(Math.round(uniform?.diagnostics.effectiveSampleSize ?? 0)).toBe(656);
    expect(uniform?.diagnostics.meanWeight.toFixed(3)).toBe('0.943');
  });

  it('refuses that of women’s: its log is worth two rows', async () => {
    const { targets } = await evaluate(
      '--log',
      campaign('bts/women'),
      '--target',
      'uniform',
      '--format',
      'obd',
    );
    expect(targets[0]).toMatchObject({
      verdict: 'cannot-tell',
      value: null,
      estimates: null,
      difference: null,
    });
    expect(targets[0]?.reasons).toEqual([
      "10000 rows are worth 2 of the policy's own; it takes 200.",
      'One row has 69.4 % of all weight.',
    ]);
  });

  it('gives the log’s own policy its click rate, and an even choice the same where the log was one', async () => {
    const { targets, log } = await evaluate(
      '--log',
      join(data, 'obd/random/men'),
      '--target',
      'logged',
      'uniform',
    );
    expect(log['value']).toBeCloseTo(0.0046, 12);
    expect(targets[0]?.value).toBeCloseTo(0.0046, 12);
    expect(targets[1]?.estimates?.['ips']?.value).toBeCloseTo(0.0046, 12);
  });
});

describe('evaluate', () => {
  it('sets policies side by side, and fits strategies to rows that value none', async () => {
    const { log, targets } = await evaluate(
      ...[
        '--log',
        LOG,
        '--target',
        'logged',
        'uniform',
        'linucb',
        'column:late',
        'channel:sms',
        'rules:call@late,sms@late',
      ],
    );
    expect(log).toMatchObject({ format: 'jsonl', rows: 6_000, learned: 3_000, valued: 3_000, order: 'time' });
    const rest = ROWS.slice(3_000);
    expect(targets[0]?.value).toBeCloseTo(rest.reduce((sum, { reward }) => sum + reward, 0) / 3_000, 12);
    const values = Object.fromEntries(targets.map(({ target, value }) => [target, value ?? Number.NaN]));
    // In truth 0.65, 0.5 and 0.3.
    expect(values['linucb']).toBeGreaterThan(0.55);
    expect(values['column:late']).toBeCloseTo(values['rules:call@late,sms@late'] ?? 0, 9);
    expect(Math.abs((values['column:late'] ?? 0) - 0.5)).toBeLessThan(0.1);
    expect(Math.abs((values['channel:sms'] ?? 0) - 0.3)).toBeLessThan(0.1);
    const best = targets.find(({ target }) => target === 'linucb');
    expect(best?.difference?.intervals.anytime.lower).toBeGreaterThan(0);
  });

  it('says the same on two threads as on one', async () => {
    const targets = ['--log', LOG, '--target', 'logged', 'uniform', 'pooled-linucb'];
    const one = await evaluate(...targets, '--threads', '1');
    const two = await evaluate(...targets, '--threads', '2');
    expect(two).toEqual(one);
  });

  it('sorts what is out of order, and takes what is there twice once', async () => {
    const mixed = [...ROWS.slice(1_000), ...ROWS.slice(0, 1_200)];
    const { log, targets, remarks } = await evaluate(
      '--log',
      logOf('mixed.jsonl', mixed),
      '--target',
      'logged',
      'uniform',
    );
    const ordered = await evaluate('--log', LOG, '--target', 'logged', 'uniform');
    expect(log).toMatchObject({ order: 'sorted', duplicates: 200, valued: 6_000 });
    expect(remarks).toContain('200 rows repeat a decision that is there before; each counts once.');
    expect(targets[0]?.value).toBeCloseTo(MEAN, 12);
    // Features are scaled by all lines, also those that are there twice.
    expect(targets[1]?.value).toBeCloseTo(ordered.targets[1]?.value ?? 0, 5);
  });

  it('reads probabilities of the taken action alone, and says what it then can’t judge', async () => {
    const log = logOf(
      'taken.jsonl',
      ROWS.map((row) => {
        const { distribution: _distribution, ...rest } = row;
        return rest;
      }),
    );
    const { targets, remarks } = await evaluate('--log', log, '--target', 'uniform', 'logged');
    expect(targets[1]?.value).toBeCloseTo(MEAN, 12);
    expect(Object.keys(targets[0]?.estimates ?? {})).toEqual([
      ...['ips', 'clipped-ips', 'snips', 'dm', 'dr', 'sndr', 'switch-dr', 'dr-os'],
    ]);
    expect(remarks.some((remark) => remark.startsWith("No row tells every action's probability."))).toBe(
      true,
    );
  });

  it('names lines, fields and fixes of a log that can’t be read, and values nothing', async () => {
    const lines = ROWS.map((row, index) => (index === 41 ? { ...row, propensity: 0 } : row));
    const { code, stdout, stderr } = await callCli(
      'evaluate',
      '--log',
      logOf('bad.jsonl', lines),
      '--target',
      'logged',
    );
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain("1 line(s) of the log can't be read");
    expect(stderr).toContain('bad.jsonl, line 42, propensity: is 0; Log the probability');
  });

  it('exits with 3 under --require when a target can’t be told, and shows no number', async () => {
    const few = logOf('few.jsonl', ROWS.slice(0, 50));
    const { code, stdout } = await callCli(
      'evaluate',
      '--log',
      few,
      '--target',
      'uniform',
      '--require',
      '--json',
    );
    expect(code).toBe(3);
    expect((JSON.parse(stdout) as Document).targets[0]).toMatchObject({
      value: null,
      verdict: 'cannot-tell',
    });
  });

  it.each([
    [['nonsense'], 'names no target'],
    [['constant:letter'], 'the log has no action letter. It has: call@early, call@late'],
    [['channel:fax'], 'the log has no channel fax'],
    [['column:mine'], 'the log has no target mine. It has: late.'],
    [['shadow'], 'no row has an opinion of a policy in the shadow'],
    [['logged', 'logged'], 'is there twice'],
  ])('refuses %s and says what there is', async (targets, words) => {
    const { code, stderr } = await callCli('evaluate', '--log', LOG, '--target', ...targets);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });

  it('draws intervals and weights on one page that needs nothing else', async () => {
    const html = join(folder, 'page.html');
    await evaluate('--log', LOG, '--target', 'logged', 'uniform', '--html', html);
    const page = readFileSync(html, 'utf8');
    expect(page.match(/<svg class="weights"/g)).toHaveLength(2);
    expect(page.match(/<svg class="forest-plot"/g)).toHaveLength(2);
    expect(page).not.toMatch(/<script|https?:\/\/|src=/);
  });
});
