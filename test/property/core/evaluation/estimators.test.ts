import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ips } from '../../../../src/core/evaluation/ips.ts';
import type { LoggedExample } from '../../../../src/core/evaluation/logged-example.ts';
import { moments } from '../../../../src/core/evaluation/moments.ts';
import { snips } from '../../../../src/core/evaluation/snips.ts';
import { weightDiagnostics } from '../../../../src/core/evaluation/weight-diagnostics.ts';
import { lawsOf } from '../../../support/laws/estimator-laws.ts';

const share = fc.double({ min: 1 / 64, max: 1, noNaN: true });
const reward = fc.double({ min: -2, max: 2, noNaN: true });
const loggedExample: fc.Arbitrary<LoggedExample> = fc.record({
  reward,
  logged: share,
  target: fc.oneof(fc.constant(0), share),
});

lawsOf('moments', moments, reward);
lawsOf('IPS', ips, loggedExample);
lawsOf('SNIPS', snips, loggedExample);
lawsOf('weight diagnostics', weightDiagnostics, loggedExample);

describe('moments', () => {
  test.prop([fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 })])(
    'equal the definition in two passes',
    (values) => {
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
      const got = moments.value(values.reduce(moments.add, moments.empty));
      expect(got?.mean).toBeCloseTo(mean, 8);
      expect(got?.variance).toBeCloseTo(variance, 4);
    },
  );
});

describe('off-policy values', () => {
  const log = fc.array(loggedExample, { minLength: 1, maxLength: 40 });

  test.prop([log])('SNIPS stays within the rewards', (examples) => {
    const value = snips.value(examples.reduce(snips.add, snips.empty));
    if (value === undefined) return;
    const rewards = examples.map((each) => each.reward);
    expect(value.mean).toBeGreaterThanOrEqual(Math.min(...rewards) - 1e-9);
    expect(value.mean).toBeLessThanOrEqual(Math.max(...rewards) + 1e-9);
  });

  test.prop([log])('no log is worth more rows than it has', (examples) => {
    const value = weightDiagnostics.value(examples.reduce(weightDiagnostics.add, weightDiagnostics.empty));
    expect(value?.effectiveSampleSize).toBeGreaterThanOrEqual(0);
    expect(value?.effectiveSampleSize).toBeLessThanOrEqual(examples.length + 1e-6);
  });

  test.prop([log])('the logging policy itself is valued by its plain mean', (examples) => {
    const own = examples.map((each) => ({ ...each, target: each.logged }));
    const mean = own.reduce((sum, each) => sum + each.reward, 0) / own.length;
    expect(ips.value(own.reduce(ips.add, ips.empty))?.mean).toBeCloseTo(mean, 9);
    expect(snips.value(own.reduce(snips.add, snips.empty))?.mean).toBeCloseTo(mean, 9);
  });
});
