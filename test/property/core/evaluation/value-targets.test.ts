import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../../../src/core/evaluation/log-row.ts';
import {
  boundsPass,
  mergeModels,
  modelPass,
  rewardModel,
  type ValuationSettings,
  valuePass,
} from '../../../../src/core/evaluation/valuation.ts';
import { type Valuation, valuationOf, valueTargets } from '../../../../src/core/evaluation/value-targets.ts';
import { fixedPolicy, LOGGED, simulatedLog, worthOf } from '../../../support/off-policy/simulated-log.ts';

const EVEN = fixedPolicy('even', [0.25, 0.25, 0.25, 0.25]);
const LATE_CALL = fixedPolicy('late call', [0, 1, 0, 0]);
const TARGETS = [LOGGED, EVEN, LATE_CALL];

function settingsFor(rows: readonly LogRow[], leastLogged = 0.1): ValuationSettings {
  return {
    range: { lower: 0, upper: 1 },
    planned: rows.length,
    leastLogged,
    dimension: 2,
    replicates: 20,
  };
}

/** As several threads do it: each pass in parts, bounds in one. */
function inParts(rows: readonly LogRow[], cuts: readonly number[]): Valuation {
  const settings = settingsFor(rows);
  const edges = [0, ...[...cuts].sort((a, b) => a - b).map((cut) => cut % rows.length), rows.length].sort(
    (a, b) => a - b,
  );
  const parts = edges.slice(1).map((edge, index) => rows.slice(edges[index], edge));
  const models = parts.map((part) => {
    const pass = modelPass(settings);
    part.forEach(pass.add);
    return pass.sums();
  });
  const bounds = boundsPass(settings, TARGETS);
  rows.forEach(bounds.add);
  const whole = valuePass(settings, TARGETS, rewardModel(settings, mergeModels(settings, models)));
  for (const part of parts) {
    const pass = valuePass(settings, TARGETS, rewardModel(settings, mergeModels(settings, models)));
    part.forEach(pass.add);
    whole.merge(structuredClone(pass.sums()));
  }
  return valuationOf(settings, TARGETS, whole, bounds.bounds());
}

/** Every number of the document, by its place. */
function numbersOf(value: unknown, place = ''): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[place, value]];
  if (value === null || typeof value !== 'object') return [];
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return entries.flatMap(([key, each]) => numbersOf(each, `${place}/${key}`));
}

describe('values of policies', () => {
  test.prop([fc.nat(), fc.array(fc.nat(), { maxLength: 4 })], { numRuns: 20 })(
    'do not depend on the parts in which a log is read',
    (seed, cuts) => {
      const rows = simulatedLog(400, seed);
      const whole = numbersOf(valueTargets(rows, TARGETS, settingsFor(rows)));
      const parts = new Map(numbersOf(inParts(rows, cuts)));
      expect(parts.size).toBe(whole.length);
      // Rows that would do are rounded up, which may turn the last bit into a row.
      const told = whole.filter(([place]) => !place.includes('/needs/'));
      for (const [place, number] of told) expect(parts.get(place), place).toBeCloseTo(number, 9);
    },
  );

  test.prop([fc.nat()], { numRuns: 20 })("are the rewards' mean for the policy that made the log", (seed) => {
    const rows = simulatedLog(500, seed);
    const [logged] = valueTargets(rows, [LOGGED], settingsFor(rows)).targets;
    if (logged?.verdict !== 'tell') throw new Error('the gate was shut');
    const mean = rows.reduce((sum, { reward }) => sum + reward, 0) / rows.length;
    expect(logged.value).toBeCloseTo(mean, 12);
    expect(logged.estimates.ips?.value).toBeCloseTo(mean, 12);
    expect(logged.intervals.anytime.lower).toBeLessThan(mean);
    expect(logged.intervals.anytime.upper).toBeGreaterThan(mean);
  });

  test.prop([fc.nat()], { numRuns: 10 })('need the taken action only, and then no model', (seed) => {
    const rows = simulatedLog(2_000, seed).map((row) => {
      const { logged: _logged, ...rest } = row;
      return rest;
    });
    const even = { name: 'even', of: () => ({ taken: 0.25 }) };
    const [value] = valueTargets(rows, [even], settingsFor(rows)).targets;
    if (value?.verdict !== 'tell') throw new Error('the gate was shut');
    const ips = rows.reduce((sum, { reward, propensity }) => sum + (0.25 / propensity) * reward, 0);
    expect(value.estimator).toBe('ips');
    expect(value.value).toBeCloseTo(ips / rows.length, 12);
    expect(Object.keys(value.estimates)).toEqual(['ips', 'clipped-ips', 'snips']);
    expect(value.diagnostics.support).toBeUndefined();
  });

  it('cover the truth, and say which policy is better', () => {
    const rows = simulatedLog(6_000, 5);
    const { targets } = valueTargets(rows, TARGETS, settingsFor(rows));
    for (const [index, shares] of [
      [0.25, 0.25, 0.25, 0.25],
      [0, 1, 0, 0],
    ].entries()) {
      const value = targets[index + 1];
      if (value?.verdict !== 'tell') throw new Error('the gate was shut');
      const [truth, { anytime }] = [worthOf(shares), value.intervals];
      expect(anytime.lower).toBeLessThan(truth);
      expect(anytime.upper).toBeGreaterThan(truth);
      const gain = truth - worthOf([0.25, 0.25, 0.25, 0.25]);
      expect(value.difference?.intervals.anytime.lower).toBeLessThan(gain);
      expect(value.difference?.intervals.anytime.upper).toBeGreaterThan(gain);
    }
    const late = targets[2];
    expect(late?.verdict === 'tell' ? late.difference?.intervals.anytime.lower : 0).toBeGreaterThan(0);
  });

  it('are no numbers where the log gave the action no chance', () => {
    const rows = simulatedLog(3_000, 3).filter(({ taken }) => taken !== 'call@late');
    const [value] = valueTargets(
      rows.map((row) => ({ ...row, logged: Float64Array.of(0.5, 0, 0.25, 0.25) })),
      [LATE_CALL],
      settingsFor(rows),
    ).targets;
    expect(value).toMatchObject({
      verdict: 'cannot-tell',
      reasons: expect.arrayContaining(['100.0 % of what the policy would do had probability 0 in the log.']),
    });
    expect(value).not.toHaveProperty('value');
  });

  it('are no numbers when the log did otherwise than it says', () => {
    const rows = simulatedLog(4_000, 9).map((row) => ({
      ...row,
      logged: Float64Array.of(0.7, 0.1, 0.1, 0.1),
      propensity: row.taken === 'call@early' ? 0.7 : 0.1,
    }));
    const [value, logged] = valueTargets(rows, [EVEN, LOGGED], settingsFor(rows)).targets;
    expect(value?.verdict).toBe('cannot-tell');
    // What was earned is earned, whatever the probabilities.
    expect(logged?.verdict).toBe('tell');
  });
});
