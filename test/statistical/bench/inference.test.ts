import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../bench/inference/claims.ts';
import { playComparison } from '../../../bench/inference/experiments/play-comparison.ts';
import { playGuardrails } from '../../../bench/inference/experiments/play-guardrails.ts';
import type { ExperimentSettings } from '../../../bench/inference/experiments/scenario.ts';
import { makeLog } from '../../../bench/inference/off-policy/make-log.ts';
import { measureLog } from '../../../bench/inference/off-policy/measure-log.ts';
import { makeTarget } from '../../../bench/inference/off-policy/targets.ts';
import { performTask } from '../../../bench/inference/perform-task.ts';
import { summariseExperiments } from '../../../bench/inference/summarise-experiments.ts';
import { summariseLogs } from '../../../bench/inference/summarise-logs.ts';
import { type OneLogTask, tasksFor } from '../../../bench/inference/tasks.ts';
import { valueTargets } from '../../../src/core/evaluation/value-targets.ts';
import { SERVABLE_STRATEGIES } from '../../../src/core/policy/strategy.ts';
import { DIMENSION } from '../../../src/core/simulation/outreach-world/weights.ts';

const RUNS = 60;

const played = (
  play: (settings: ExperimentSettings) => ReturnType<typeof playComparison>,
  scenario: ExperimentSettings['scenario'],
  runs: number,
) =>
  Array.from({ length: runs }, (_, index) => play({ scenario, seed: index + 1, looks: 40, newcomers: 30 }));

describe('experiments', () => {
  test('with nothing to find fool those who look often at a test for one look, and no always-valid one', () => {
    const runs = [
      ...played(playComparison, 'nothing to find', RUNS),
      ...played(playGuardrails, 'nothing to find', RUNS),
    ];
    const { tests } = summariseExperiments('nothing to find', runs, 40);
    expect(tests).toHaveLength(9);
    for (const { test: name, always, peeked } of tests) {
      // At 5 % more than 8 of 60 happen once in two hundred times.
      expect(always.alarmed.hits, name).toBeLessThanOrEqual(8);
      expect(peeked.alarmed.hits, name).toBeGreaterThanOrEqual(always.alarmed.hits);
    }
    const hitsOf = (which: 'always' | 'peeked') =>
      tests.reduce((sum, each) => sum + each[which].alarmed.hits, 0);
    expect(hitsOf('peeked')).toBeGreaterThan(5 * hitsOf('always'));
  });

  test('with something to find find it', () => {
    const { tests } = summariseExperiments(
      'something to find',
      played(playGuardrails, 'something to find', 10),
      40,
    );
    const contacts = tests.find(({ test: name }) => name === 'contacts, times control');
    expect(contacts?.always.alarmed.hits).toBeGreaterThanOrEqual(8);
    expect(contacts?.always.medianLook).toBeLessThan(40);
  });
});

describe('logs of every strategy that may serve', () => {
  const tasks = tasksFor({ runs: 0, logs: 0, quick: true, threads: 1, strategies: SERVABLE_STRATEGIES });
  const logs = tasks.filter((task): task is OneLogTask => task.kind === 'log');

  test('are of each strategy, under each circumstance', () => {
    expect(logs.map(({ circumstance, strategy }) => `${circumstance} ${strategy}`)).toEqual([
      ...SERVABLE_STRATEGIES.map((strategy) => `delayed ${strategy}`),
      ...SERVABLE_STRATEGIES.map((strategy) => `drifting ${strategy}`),
      'as configured pooled-linucb',
    ]);
  });

  test.each(logs)('$circumstance, $strategy: the anytime intervals hold the truth', (task) => {
    const result = performTask(task);
    if (result.kind !== 'log') throw new RangeError('A log is not an experiment.');
    const coverage = summariseLogs(task.strategy, [result.targets]);
    const claims = claimsOf([], [{ circumstance: task.circumstance, logs: 1, coverage }]);
    expect(claims.map(({ met }) => met)).toEqual([true, true]);
    for (const { intervals } of coverage) {
      const widthOf = (kind: string) => intervals.find((each) => each.kind === kind)?.width ?? Number.NaN;
      expect(widthOf('anytime')).toBeLessThanOrEqual(1);
      expect(widthOf('normal')).toBeLessThan(widthOf('anytime'));
    }
  });

  test('are valued as policies are by `valueTargets`', () => {
    const [task] = logs;
    if (task === undefined) throw new RangeError('There is no log.');
    const { rows, frozen } = makeLog(task);
    const target = makeTarget('uniform', frozen.snapshot);
    const policy = {
      name: 'uniform',
      of: (row: (typeof rows)[number]) => {
        const shares = target(row.offered);
        return { taken: shares[row.arms.indexOf(row.taken)] ?? 0, shares };
      },
    };
    const settings = { range: { lower: 0, upper: 1 }, planned: rows.length, leastLogged: 1e-3 };
    const [valued] = valueTargets(rows, [policy], {
      ...settings,
      dimension: DIMENSION,
      replicates: 2,
    }).targets;
    if (valued?.verdict !== 'tell') throw new RangeError('The log says nothing of an even choice.');
    const { anytime, normal } = valued.intervals;
    const watched = measureLog(task).find((each) => each.target === 'uniform')?.intervals ?? [];
    const widthOf = (kind: string) => watched.find((each) => each.kind === kind)?.width;
    expect(widthOf('anytime')).toBeCloseTo(anytime.upper - anytime.lower, 9);
    expect(widthOf('normal')).toBeCloseTo(normal.upper - normal.lower, 9);
  });
});
