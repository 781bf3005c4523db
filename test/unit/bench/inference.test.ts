import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../bench/inference/claims.ts';
import { alarmLog } from '../../../bench/inference/experiments/alarms.ts';
import type { InferenceFindings } from '../../../bench/inference/findings.ts';
import { shareOf } from '../../../bench/inference/share.ts';
import { sizesOf } from '../../../bench/inference/sizes.ts';
import { summariseExperiments } from '../../../bench/inference/summarise-experiments.ts';
import { summariseLogs } from '../../../bench/inference/summarise-logs.ts';
import { alarmTable, coverageTable } from '../../../bench/inference/tables.ts';
import { RAISED } from '../../../bench/inference/tasks.ts';
import { reportPage } from '../../../bench/report/page.ts';
import { SERVABLE_STRATEGIES } from '../../../src/core/policy/strategy.ts';

describe('Wilson’s interval', () => {
  it('is that of the literature', () => {
    // Newcombe 1998, table I: 81 of 263, 15 of 148 and 0 of 20.
    expect(shareOf(81, 263)).toMatchObject({
      lower: expect.closeTo(0.2553, 4),
      upper: expect.closeTo(0.3662, 4),
    });
    expect(shareOf(15, 148)).toMatchObject({
      lower: expect.closeTo(0.0624, 4),
      upper: expect.closeTo(0.1605, 4),
    });
    expect(shareOf(0, 20)).toMatchObject({ lower: 0, upper: expect.closeTo(0.1611, 4) });
  });

  test.prop([fc.integer({ min: 1, max: 5000 }), fc.nat(5000)])(
    'holds the share, and turns round with it',
    (of, more) => {
      const hits = more % (of + 1);
      const { share, lower, upper } = shareOf(hits, of);
      expect(lower).toBeLessThanOrEqual(share + 1e-12);
      expect(upper).toBeGreaterThanOrEqual(share - 1e-12);
      expect(shareOf(of - hits, of).upper).toBeCloseTo(1 - lower, 12);
    },
  );
});

describe('alarms', () => {
  it('are told by their first look, and at the end only of the last one', () => {
    const log = alarmLog();
    log.note('sample ratio', false, true);
    log.next();
    log.note('sample ratio', true, false);
    log.note('harm, rate', false, false);
    log.next();
    log.note('sample ratio', true, true);
    log.note('harm, rate', false, false);
    log.next();
    expect(log.alarms()).toEqual([
      { test: 'sample ratio', always: 2, peeked: 1, once: true },
      { test: 'harm, rate', always: null, peeked: null, once: false },
    ]);
  });

  it('of a test that is silent at the last look are none at the end', () => {
    const log = alarmLog();
    log.note('propensities', true, true);
    log.next();
    log.next();
    expect(log.alarms()).toEqual([{ test: 'propensities', always: 1, peeked: 1, once: false }]);
  });
});

const RUNS = [2, null, 4, 1].map((always) => [
  { test: 'sample ratio' as const, always, peeked: 1, once: always === 1 },
]);

describe('experiments summed up', () => {
  it('have shares, a median and a curve', () => {
    const summary = summariseExperiments('something to find', RUNS, 4);
    expect(summary).toMatchObject({ runs: 4, looks: 4 });
    const [found] = summary.tests;
    expect(found?.always).toMatchObject({ medianLook: 2, curve: [0.25, 0.5, 0.5, 0.75] });
    expect(found?.always.alarmed).toMatchObject({ hits: 3, of: 4 });
    expect(found?.once).toMatchObject({ hits: 1, of: 4 });
    expect(alarmTable(summary).rows[0]?.slice(2, 3)).toEqual(['2']);
  });

  it('have no median when fewer than half found anything', () => {
    const few = RUNS.map(([each], place) => (each === undefined || place < 3 ? [] : [each]));
    const none = RUNS.slice(0, 3).flatMap(([each]) =>
      each === undefined ? [] : [[{ ...each, always: null }]],
    );
    const [found] = summariseExperiments('something to find', [...few, ...none], 4).tests;
    expect(found?.always).toMatchObject({ medianLook: null, curve: [0.25, 0.25, 0.25, 0.25] });
  });
});

const interval = (missedEver: boolean, missedAtEnd: boolean, width: number) => ({
  kind: 'anytime' as const,
  truth: 'on these contexts' as const,
  missedEver,
  missedAtEnd,
  width,
});
const COVERAGE = summariseLogs('linucb', [
  [{ target: 'uniform', intervals: [interval(true, false, 0.25)] }],
  [{ target: 'uniform', intervals: [interval(false, false, 0.75)] }],
]);

describe('logs summed up', () => {
  it('tell what was held at every time, what at the end, and how wide intervals were', () => {
    expect(COVERAGE.map(({ target }) => target)).toEqual(['uniform', 'fixed-rules', 'snapshot']);
    expect(COVERAGE[0]?.intervals).toEqual([
      {
        kind: 'anytime',
        truth: 'on these contexts',
        heldAlways: shareOf(1, 2),
        heldAtEnd: shareOf(2, 2),
        width: 0.5,
      },
    ]);
  });

  it('and false alarms become claims that are met or not', () => {
    const summary = summariseExperiments('nothing to find', RUNS, 4);
    const claims = claimsOf([summary], [{ circumstance: 'delayed', logs: 2, coverage: COVERAGE }]);
    expect(claims.map(({ target, met, measured }) => [target, met, measured.share])).toEqual([
      ['≤ 5 %', false, 0.75],
      ['≥ 95 %', false, 0.5],
    ]);
    expect(claims[1]?.claim).toContain('linucb, uniform, on these contexts');
  });
});

it('the page draws them', () => {
  const experiments = [
    summariseExperiments('nothing to find', RUNS, 4),
    summariseExperiments('something to find', RUNS, 4),
  ];
  const logs = [{ circumstance: 'delayed' as const, logs: 2, coverage: COVERAGE }];
  const findings: InferenceFindings = {
    command: 'npm run bench:inference',
    commit: 'abc1234',
    machine: 'a machine',
    sizes: sizesOf({ runs: 1, logs: 1, quick: true, threads: 1, strategies: SERVABLE_STRATEGIES }),
    raised: RAISED,
    experiments,
    logs,
    claims: claimsOf(experiments, logs),
  };
  const page = reportPage({ inference: findings });
  expect(page.match(/<svg/g)).toHaveLength(3);
  expect(page).toContain('sample ratio, peeked');
  expect(page).toContain('<title>anytime 50.0 %');
  expect(page).not.toContain('NaN');
  expect(logs.map((each) => coverageTable(each).rows[0]?.slice(0, 4))).toEqual([
    ['linucb', 'uniform', '50.0 %', '0.50'],
  ]);
});
