import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import GOLDEN from '../../../fixtures/off-policy/golden.json' with { type: 'json' };
import { ourPipelineValues, readPipelineLog } from '../../../support/off-policy/pipeline-values.ts';

const OURS = ourPipelineValues(readPipelineLog(readFileSync('test/fixtures/off-policy/log.csv', 'utf8')));

describe('values equal those of the Open Bandit Pipeline', () => {
  it.each(Object.entries(GOLDEN))('%s', (name, golden) => {
    expect(Math.abs((OURS[name] ?? Number.NaN) - golden)).toBeLessThan(1e-9);
  });

  it('in nothing that it was not asked for', () => {
    expect(Object.keys(OURS).sort()).toEqual(Object.keys(GOLDEN).sort());
  });
});
