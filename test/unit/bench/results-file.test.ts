import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openResults } from '../../../bench/results-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-results-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('results outlive the process that made them; the last of a key counts', () => {
  const path = join(folder, 'deep', 'results.jsonl');
  const first = openResults<number[]>(path);
  first.put('a', [1]);
  first.put('b', [2]);
  first.put('a', [3]);
  const second = openResults<number[]>(path);
  expect([second.get('a'), second.get('b'), second.get('c')]).toEqual([[3], [2], undefined]);
});

test('a line that a crash cut short is passed over, and what follows is not lost with it', () => {
  const path = join(folder, 'results.jsonl');
  openResults<number>(path).put('a', 1);
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole);
  appendFileSync(path, whole.slice(0, 12));
  openResults<number>(path).put('b', 2);
  const again = openResults<number>(path);
  expect([again.get('a'), again.get('b')]).toEqual([1, 2]);
});
