import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkerSettings } from '../../../cli/batch/batch-worker.ts';
import { type BatchOptions, runBatch } from '../../../cli/batch/run-batch.ts';
import { snapshotOf } from '../../../src/app/snapshot-of.ts';
import { serializeSnapshot } from '../../../src/core/model/snapshot-codec.ts';
import { snapshotIdOf } from '../../support/builders/identifiers.ts';
import { foldByArm, plantedCredits } from '../../support/learned-statistics.ts';
import { lastingState, temporaryState } from '../../support/local/temporary-state.ts';
import { WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const BORROWERS = 3000;
/** Lines, counted from 0, that can't be decided about, and blank ones before some. */
const BROKEN = new Map([
  [7, 'no JSON'],
  [2000, '{"key":"k-2000"}'],
  [
    2999,
    '{"key":"k-2999","borrower":{"id":"b"},"profile":{"timeZones":[],"consents":{}},"context":{"age":3}}',
  ],
]);

let settings: WorkerSettings;
let folder: string;
const kept = lastingState();
let expected: string;

const lineOf = (index: number) =>
  BROKEN.get(index) ??
  JSON.stringify({
    key: `k-${index}`,
    borrower: { id: `b-${index}` },
    profile: {
      timeZones: index % 11 === 0 ? [] : ['America/New_York'],
      consents: { email: { status: 'granted' }, call: { status: index % 3 === 0 ? 'granted' : 'refused' } },
    },
    context: { daysPastDue: index % 300 },
  });

beforeAll(async () => {
  const bytes = serializeSnapshot(
    snapshotOf(SMALL_CONFIGURATION, foldByArm(plantedCredits(SMALL_CONFIGURATION, 10)), undefined),
  );
  settings = {
    configuration: SMALL_CONFIGURATION,
    model: { id: snapshotIdOf(bytes), bytes },
    at: WEDNESDAY,
    run: 'test',
    full: false,
  };
  folder = kept.path;
  writeInput();
  await run('whole.jsonl', { threads: 1 });
  expected = read('whole.jsonl');
});

afterAll(() => kept.remove());

beforeEach(() => {
  folder = temporaryState();
  writeInput();
});

function writeInput(): void {
  const lines = Array.from(
    { length: BORROWERS },
    (_, index) => (index % 500 === 0 ? '\r\n' : '') + lineOf(index),
  );
  // The last line has no line feed.
  writeFileSync(join(folder, 'in.jsonl'), lines.join('\n'));
}

function run(output: string, changes: Partial<BatchOptions> = {}) {
  return runBatch({
    settings,
    input: join(folder, 'in.jsonl'),
    output: join(folder, output),
    threads: 1,
    resume: false,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...changes,
  });
}

const read = (output: string) => readFileSync(join(folder, output), 'utf8');

describe('decide-batch', () => {
  it('answers every line in its place, whatever is wrong with others', () => {
    const answers = expected
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(answers).toHaveLength(BORROWERS);
    for (const [index, answer] of answers.entries()) {
      if (index === 7) expect(answer).toMatchObject({ error: { code: 'body-not-json' } });
      else expect(answer['key']).toBe(`k-${index}`);
      if (!BROKEN.has(index)) expect(answer['status']).toBe(index % 11 === 0 ? 'withheld' : 'selected');
    }
    expect(answers[2000]).toMatchObject({ error: { code: 'schema-violation' } });
    expect(answers[2999]).toMatchObject({ error: { code: 'feature-protected' } });
    expect(answers[1]).toMatchObject({
      snapshot: settings.model?.id,
      strategy: 'pooled-linucb',
      propensity: expect.any(Number),
      eligible: expect.any(Number),
    });
  });

  it('gives the same bytes on any number of threads', async () => {
    const report = await run('three.jsonl', { threads: 3 });
    expect(report).toMatchObject({ finished: true, tally: { lines: BORROWERS, refused: 3 } });
    expect(read('three.jsonl') === expected).toBe(true);
  });

  it('leaves whole lines when it is stopped, and goes on to the same bytes', async () => {
    const interruption = new AbortController();
    const stopped = await run('out.jsonl', {
      signal: interruption.signal,
      onProgress: () => interruption.abort(),
    });
    expect(stopped.finished).toBe(false);
    const left = read('out.jsonl');
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(expected.length);
    expect(expected.startsWith(left) && left.endsWith('\n')).toBe(true);
    const report = await run('out.jsonl', { resume: true });
    expect(report.resumedAfter).toBe(stopped.tally.lines);
    expect(read('out.jsonl') === expected).toBe(true);
  });

  it.each([0, 777, 2_999])('goes on after %i answers and a torn one', async (whole) => {
    const interruption = new AbortController();
    await run('out.jsonl', { signal: interruption.signal, onProgress: () => interruption.abort() });
    const lines = expected.split('\n').slice(0, whole);
    writeFileSync(join(folder, 'out.jsonl'), `${lines.map((line) => `${line}\n`).join('')}{"key":"torn`);
    expect(await run('out.jsonl', { resume: true })).toMatchObject({ resumedAfter: whole, finished: true });
    expect(read('out.jsonl') === expected).toBe(true);
  });

  it('does not write over answers, nor go on with another run', async () => {
    writeFileSync(join(folder, 'whole.jsonl'), expected);
    await expect(run('whole.jsonl')).rejects.toMatchObject({ code: 'version-moved' });
    await expect(run('whole.jsonl', { resume: true })).rejects.toThrow('no stopped run');
    const interruption = new AbortController();
    await run('out.jsonl', { signal: interruption.signal, onProgress: () => interruption.abort() });
    const other = { ...settings, run: 'another' };
    await expect(run('out.jsonl', { resume: true, settings: other })).rejects.toThrow('another input');
    truncateSync(join(folder, 'in.jsonl'), 100_000);
    await expect(run('out.jsonl', { resume: true })).rejects.toThrow('another input');
  });

  it('decides by the fixed rules without a snapshot', async () => {
    const { model: _model, ...without } = settings;
    await run('rules.jsonl', { settings: without });
    const [first] = read('rules.jsonl')
      .split('\n')
      .slice(1, 2)
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(first).toMatchObject({ strategy: 'fixed-rules' });
    expect(first).not.toHaveProperty('snapshot');
  });
});
