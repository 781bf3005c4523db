import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface LastingState {
  readonly path: string;
  readonly remove: () => void;
}

/** An empty folder that its maker removes, for the tests of a whole file. */
export function lastingState(): LastingState {
  const path = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** An empty folder that is gone after the test. */
export function temporaryState(): string {
  const { path, remove } = lastingState();
  onTestFinished(remove);
  return path;
}
