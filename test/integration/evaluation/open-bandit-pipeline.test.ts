import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ourPipelineValues, readPipelineLog } from '../../support/off-policy/pipeline-values.ts';

const PYTHON = 'bench/peers/.venv/bin/python';
const isInstalled = spawnSync(PYTHON, ['-m', 'pip', 'show', 'obp'], { stdio: 'ignore' }).status === 0;

// Skipped without obp: no test may need Python. Golden values of one log are always compared; this compares others, where
// bench/peers/install.sh was run.
describe.skipIf(!isInstalled)('the Open Bandit Pipeline, where it is installed', () => {
  it.each([7, 11, 23])('says the same of the log of seed %i', (seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-obp-'));
    try {
      execFileSync(PYTHON, ['test/fixtures/off-policy/make.py', folder, `${seed}`]);
      const theirs = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Record<string, number>;
      const ours = ourPipelineValues(readPipelineLog(readFileSync(join(folder, 'log.csv'), 'utf8')));
      for (const [name, value] of Object.entries(theirs)) expect(ours[name], name).toBeCloseTo(value, 9);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
