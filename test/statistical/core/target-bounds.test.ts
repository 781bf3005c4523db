import { describe, expect, it } from 'vitest';
import { boundsPass } from '../../../src/core/evaluation/valuation.ts';
import { fixedPolicy, simulatedLog, worthOf } from '../../support/off-policy/simulated-log.ts';

const RUNS = 60;
const ROWS = 1_000;
const LOOK_EVERY = 20;
/** In 60 runs of which each fails with probability 0.05, more than 8 fail once in 500 times. */
const MOST_FAILURES = 8;

const EVEN = [0.25, 0.25, 0.25, 0.25];
const POLICIES = [EVEN, [0, 1, 0, 0], [0.1, 0.1, 0.7, 0.1]];

describe('anytime bounds of values and differences', () => {
  it('hold the truth at every look, with weights of up to 20', { timeout: 120_000 }, () => {
    const targets = POLICIES.map((shares, index) => fixedPolicy(`policy ${index}`, shares));
    const failures = POLICIES.map(() => ({ value: 0, difference: 0 }));
    let narrowed = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const settings = { range: { lower: 0, upper: 1 }, planned: ROWS, leastLogged: 0.05, dimension: 2 };
      const pass = boundsPass(settings, targets);
      const missed = POLICIES.map(() => ({ value: false, difference: false }));
      for (const [index, row] of simulatedLog(ROWS, 500 + run, 0.05).entries()) {
        pass.add(row);
        if (index % LOOK_EVERY !== LOOK_EVERY - 1) continue;
        for (const [place, { value, difference }] of pass.bounds().entries()) {
          const truth = worthOf(POLICIES[place] ?? []);
          const gain = truth - worthOf(EVEN);
          const own = missed[place];
          if (own === undefined) continue;
          own.value ||= truth < value.lower || truth > value.upper;
          own.difference ||= gain < difference.lower || gain > difference.upper;
        }
      }
      for (const [place, { value, difference }] of missed.entries()) {
        const own = failures[place];
        if (own === undefined) continue;
        own.value += value ? 1 : 0;
        own.difference += difference ? 1 : 0;
      }
      const even = pass.bounds()[0]?.value;
      if (even !== undefined && even.upper - even.lower < 0.5) narrowed += 1;
    }
    for (const { value, difference } of failures) {
      expect(value).toBeLessThanOrEqual(MOST_FAILURES);
      expect(difference).toBeLessThanOrEqual(MOST_FAILURES);
    }
    // Bounds that always hold since they say nothing are not meant.
    expect(narrowed).toBeGreaterThan(RUNS / 2);
  });
});
