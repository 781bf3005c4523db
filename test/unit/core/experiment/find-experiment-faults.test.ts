import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../../../src/core/experiment/experiment.ts';
import {
  type ExperimentFacts,
  experimentFactsOf,
} from '../../../../src/core/experiment/faults/experiment-facts.ts';
import { findExperimentFaults } from '../../../../src/core/experiment/faults/find-experiment-faults.ts';
import type { BookedExperiment } from '../../../../src/core/experiment/policy-book.ts';
import type { ActionId, ExperimentId, SnapshotId, VariantId } from '../../../../src/core/identifiers.ts';
import type { ServedPolicy } from '../../../../src/core/policy/served-policy.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../../support/builders/policy-books.ts';
import { SMALL_CONFIGURATION } from '../../../support/small-configuration.ts';

const FACTS: ExperimentFacts = {
  ...experimentFactsOf(SMALL_CONFIGURATION),
  clusters: ['household', 'branch'],
};

function sound(overrides: Partial<Experiment> = {}): Experiment {
  return anExperiment({
    guardrails: [
      { id: 'wrong-party', kind: 'harm', events: ['wrong-party'], mostTimesControl: 1.5, level: 0.05 },
      { id: 'contacts', kind: 'intensity', mostTimesControl: 2, level: 0.05 },
      { id: 'speed', kind: 'latency', slowerThanMs: 300, mostRate: 0.01, level: 0.05 },
    ],
    analysis: {
      level: 0.05,
      plannedUnits: 20_000,
      segments: [{ feature: 'daysPastDue', cuts: [30, 60] }, { feature: 'lastOpenedChannel' }],
    },
    ...overrides,
  });
}

function faultsOf(
  overrides: Partial<Experiment>,
  others: readonly BookedExperiment[] = [],
  facts = FACTS,
): readonly string[] {
  return findExperimentFaults(sound(overrides), aPolicyBook(1, { experiments: others }), facts).map(
    ({ pointer, problem }) => `${pointer} ${problem}`,
  );
}

const variant = (id: string, share = 1, policy: ServedPolicy = { kind: 'configured' }) => ({
  id: id as VariantId,
  share,
  policy,
});
const withPolicy = (policy: ServedPolicy): Partial<Experiment> => ({
  variants: [variant('as-now'), variant('rules', 1, policy)],
});
const other = (overrides: Partial<Experiment>, standing: Partial<BookedExperiment> = {}) =>
  aBookedExperiment({
    experiment: sound({ id: 'other' as ExperimentId, salt: 'other', ...overrides }),
    ...standing,
  });
const switchback = (
  overrides: Partial<Extract<Experiment['design'], { kind: 'switchback' }>> = {},
): Experiment['design'] => ({ kind: 'switchback', periodHours: 6, washoutHours: 1, ...overrides });
const harm = { id: 'harm', kind: 'harm', events: ['wrong-party'], level: 0.05 } as const;
const epsilon = { start: 0.5, floor: 0.1, halfway: 1000 };

test('a sound experiment has no fault, without a book as well', () => {
  expect(faultsOf({})).toEqual([]);
  expect(findExperimentFaults(sound(), undefined, FACTS)).toEqual([]);
});

test.each<[string, Partial<Experiment>]>([
  ['clusters', { design: { kind: 'cluster', by: 'branch' } }],
  ['periods of everybody', { design: switchback(), slice: { from: 0, to: 1 } }],
  ['periods of clusters in a part', { design: switchback({ by: 'branch' }), slice: { from: 0.5, to: 1 } }],
  ['blocks of 100', { design: switchback(), variants: [variant('as-now', 9_900), variant('rules', 100)] }],
  ['a holdout of one', { role: 'holdout', layer: 'holdout', variants: [variant('as-now')] }],
  ['no contact', withPolicy({ kind: 'no-contact' })],
  ['a snapshot', withPolicy({ kind: 'snapshot', snapshot: `sha256:${'0f'.repeat(32)}` as SnapshotId })],
  ['a strategy', withPolicy({ kind: 'learned', strategy: 'inverse-gap' })],
  [
    'a strategy with settings',
    withPolicy({
      kind: 'learned',
      strategy: 'linucb',
      ridge: 1,
      halfLifeWeeks: 26,
      exploration: { beta: 1, gamma: 0, epsilon },
    }),
  ],
])('%s are fine', (_, overrides) => {
  expect(faultsOf(overrides)).toEqual([]);
});

describe('what is written wrong is told with its place', () => {
  test.each<[string, Partial<Experiment>]>([
    ['/id "Calls" is not a usable name', { id: 'Calls' as ExperimentId }],
    ['/layer "my layer" is not a usable name', { layer: 'my layer' }],
    ['/layer "holdout" is no layer of a test', { layer: 'holdout' }],
    ['/layer "timing" is no layer of a holdout', { role: 'holdout' }],
    ['/salt is no usable salt', { salt: 'two\nlines' }],
    ['/hypothesis is empty', { hypothesis: ' ' }],
    ['/variants has 1', { variants: [variant('as-now')] }],
    ['/variants/1/id "as-now" is there before', { variants: [variant('as-now'), variant('as-now')] }],
    ['/variants/1/id "B" is not a usable name', { variants: [variant('as-now'), variant('B')] }],
    ['/variants/1/share is 0', { variants: [variant('as-now'), variant('b', 0)] }],
    ['/variants/1/share is 0.5', { variants: [variant('as-now'), variant('b', 0.5)] }],
    ['/variants/1/share is 10001', { variants: [variant('as-now'), variant('b', 10_001)] }],
    ['/control "c" is no variant', { control: 'c' as VariantId }],
    ['/slice/from is -0.1', { slice: { from: -0.1, to: 1 } }],
    ['/slice/to is 1.1', { slice: { from: 0, to: 1.1 } }],
    ['/slice/to 0.5 is not above 0.5', { slice: { from: 0.5, to: 0.5 } }],
    ['/ramp has no step', { ramp: [] }],
    ['/ramp/0/share is NaN', { ramp: [{ from: at('2026-11-24T00:00:00Z'), share: Number.NaN }] }],
    [
      '/ramp/1/from is not after the step before',
      {
        ramp: [
          { from: at('2026-11-24T00:00:00Z'), share: 0.1 },
          { from: at('2026-11-24T00:00:00Z'), share: 0.2 },
        ],
      },
    ],
    ['/population/purposes is empty', { population: { purposes: [], where: [] } }],
    [
      '/population/purposes/0 "sales" is no configured purpose',
      { population: { purposes: ['sales'], where: [] } },
    ],
    [
      '/population/where/0/feature "shoeSize" is no declared feature',
      { population: { where: [{ feature: 'shoeSize', atLeast: 1 }] } },
    ],
    ['/population/where/0 asks for nothing', { population: { where: [{ feature: 'daysPastDue' }] } }],
    ['/population/where/0/is is empty', { population: { where: [{ feature: 'daysPastDue', is: [] }] } }],
    [
      '/population/where/0/is/0 "30" is no value of a number',
      { population: { where: [{ feature: 'daysPastDue', is: ['30'] }] } },
    ],
    [
      '/population/where/0/is/1 "fax" is no level of "lastOpenedChannel"',
      { population: { where: [{ feature: 'lastOpenedChannel', is: ['email', 'fax'] }] } },
    ],
    [
      '/population/where/0 asks for a range of "lastOpenedChannel", which has levels',
      { population: { where: [{ feature: 'lastOpenedChannel', below: 3 }] } },
    ],
    [
      '/population/where/0/below 10 is not above 10',
      { population: { where: [{ feature: 'daysPastDue', atLeast: 10, below: 10 }] } },
    ],
    ['/design/by "team" is no kind of cluster', { design: { kind: 'cluster', by: 'team' } }],
    ['/design/periodHours is 1.5', { design: switchback({ periodHours: 1.5 }) }],
    ['/design/periodHours is 0', { design: switchback({ periodHours: 0, washoutHours: -1 }) }],
    ['/design/washoutHours is 6', { design: switchback({ washoutHours: 6 }) }],
    [
      '/variants have shares that need blocks of 101 periods',
      { design: switchback(), variants: [variant('as-now', 100), variant('b')] },
    ],
    [
      '/slice 0 to 0.5 is a part of everybody, whose periods alternate as one',
      { design: switchback(), slice: { from: 0, to: 0.5 } },
    ],
    [
      '/design/kind "switchback" would take the holdout’s borrowers in and out',
      { design: switchback(), role: 'holdout', layer: 'holdout' },
    ],
    [
      '/variants/1/policy/strategy "arg-max-linucb" gives eligible actions probability 0, so that nothing could be valued by its decisions',
      withPolicy({ kind: 'learned', strategy: 'arg-max-linucb' }),
    ],
    ['/variants/1/policy/ridge is 0', withPolicy({ kind: 'learned', strategy: 'linucb', ridge: 0 })],
    [
      '/variants/1/policy/halfLifeWeeks is 0.5',
      withPolicy({ kind: 'learned', strategy: 'linucb', halfLifeWeeks: 0.5 }),
    ],
    [
      '/variants/1/policy/exploration/epsilon/floor is 0.6',
      withPolicy({
        kind: 'learned',
        strategy: 'linucb',
        exploration: { beta: 1, gamma: 0, epsilon: { ...epsilon, floor: 0.6 } },
      }),
    ],
    [
      '/variants/1/policy/exploration/epsilon/floor is 1e-10',
      withPolicy({
        kind: 'learned',
        strategy: 'linucb',
        exploration: { beta: 1, gamma: 0, epsilon: { ...epsilon, floor: 1e-10 } },
      }),
    ],
    ['/variants/1/policy/epsilon is 0', withPolicy({ kind: 'fixed-rules', epsilon: 0 })],
    [
      '/variants/1/policy/order/0 "fax@morning" is no action',
      withPolicy({ kind: 'fixed-rules', order: ['fax@morning' as ActionId] }),
    ],
    [
      '/variants/1/policy/snapshot is no snapshot id',
      withPolicy({ kind: 'snapshot', snapshot: 'sha256:12' as SnapshotId }),
    ],
    ['/guardrails/0/level is 1', { guardrails: [{ ...harm, mostRate: 0.1, level: 1 }] }],
    ['/guardrails/0 has no limit', { guardrails: [harm] }],
    ['/guardrails/0/events is empty', { guardrails: [{ ...harm, mostRate: 0.1, events: [] }] }],
    [
      '/guardrails/0/events/0 "flood" is no event type',
      { guardrails: [{ ...harm, mostRate: 0.1, events: ['flood'] }] },
    ],
    ['/guardrails/0/mostRate is 1', { guardrails: [{ ...harm, mostRate: 1 }] }],
    ['/guardrails/0/mostTimesControl is 1', { guardrails: [{ ...harm, mostTimesControl: 1 }] }],
    [
      '/guardrails/1/id "harm" is there before',
      {
        guardrails: [
          { ...harm, mostRate: 0.1 },
          { ...harm, mostRate: 0.2 },
        ],
      },
    ],
    [
      '/guardrails/0/slowerThanMs is 0',
      { guardrails: [{ id: 'slow', kind: 'latency', slowerThanMs: 0, mostRate: 0.1, level: 0.05 }] },
    ],
    [
      '/guardrails/1 is a second limit on latency',
      {
        guardrails: [
          { id: 'slow', kind: 'latency', slowerThanMs: 100, mostRate: 0.1, level: 0.05 },
          { id: 'slower', kind: 'latency', slowerThanMs: 900, mostRate: 0.01, level: 0.05 },
        ],
      },
    ],
    [
      '/guardrails/0/mostTimesControl is 0.9',
      { guardrails: [{ id: 'much', kind: 'intensity', mostTimesControl: 0.9, level: 0.05 }] },
    ],
    ['/analysis/level is 0', { analysis: { level: 0, plannedUnits: 100, segments: [] } }],
    ['/analysis/plannedUnits is 0', { analysis: { level: 0.05, plannedUnits: 0, segments: [] } }],
    [
      '/analysis/segments/0/feature "shoeSize" is no declared feature',
      { analysis: { level: 0.05, plannedUnits: 100, segments: [{ feature: 'shoeSize' }] } },
    ],
    [
      '/analysis/segments/0/cuts is missing for "daysPastDue", which is a number',
      { analysis: { level: 0.05, plannedUnits: 100, segments: [{ feature: 'daysPastDue' }] } },
    ],
    [
      '/analysis/segments/0/cuts/1 30 is not above the cut before',
      {
        analysis: { level: 0.05, plannedUnits: 100, segments: [{ feature: 'daysPastDue', cuts: [30, 30] }] },
      },
    ],
    [
      '/analysis/segments/0/cuts cuts "lastOpenedChannel", which has levels',
      {
        analysis: { level: 0.05, plannedUnits: 100, segments: [{ feature: 'lastOpenedChannel', cuts: [1] }] },
      },
    ],
  ])('%s', (fault, overrides) => {
    expect(faultsOf(overrides)).toContain(fault);
  });

  test('no contact where it is no action', () => {
    const facts = experimentFactsOf({
      ...SMALL_CONFIGURATION,
      noContact: { enabled: false, rewardWindowHours: 72 },
    });
    expect(faultsOf(withPolicy({ kind: 'no-contact' }), [], facts)).toEqual([
      '/variants/1/policy/kind "no-contact" is no action of this configuration',
    ]);
  });

  test('shares that are no numbers are told, not divided', () => {
    const variants = [variant('as-now', Number.NaN), variant('rules', Number.POSITIVE_INFINITY)];
    expect(faultsOf({ variants, design: switchback() })).toEqual([
      '/variants/0/share is NaN',
      '/variants/1/share is Infinity',
    ]);
  });
});

describe('what clashes with another experiment', () => {
  test('an earlier self is no other', () => {
    expect(faultsOf({}, [aBookedExperiment({ experiment: sound() })])).toEqual([]);
  });

  test('slices of one layer that touch are fine, and those that overlap are not', () => {
    const taken = [other({ slice: { from: 0.25, to: 0.5 } })];
    expect(faultsOf({ slice: { from: 0, to: 0.25 } }, taken)).toEqual([]);
    expect(faultsOf({ slice: { from: 0.5, to: 1 } }, taken)).toEqual([]);
    for (const slice of [
      { from: 0.3, to: 0.4 },
      { from: 0, to: 0.26 },
      { from: 0.49, to: 1 },
      { from: 0, to: 1 },
    ]) {
      expect(faultsOf({ slice }, taken)).toEqual([
        '/slice overlaps 0.25 to 0.5 of "other" in layer "timing"',
      ]);
    }
  });

  test('what is stopped leaves its slice free, but its salt is used up', () => {
    expect(faultsOf({}, [other({}, { status: 'stopped' })])).toEqual([]);
    expect(faultsOf({ salt: 'other' }, [other({}, { status: 'stopped' })])).toEqual([
      '/salt is that of "other", which would have the same units in the same variants',
    ]);
  });

  test('one layer holds units of one kind', () => {
    const taken = [other({ slice: { from: 0, to: 0.5 } })];
    const rest = { slice: { from: 0.5, to: 1 } };
    expect(faultsOf({ ...rest, design: { kind: 'cluster', by: 'branch' } }, taken)).toEqual([
      '/design assigns by branch where "other" assigns by borrower, so that some would be in both',
    ]);
    const clusters = [other({ slice: { from: 0, to: 0.5 }, design: { kind: 'cluster', by: 'branch' } })];
    expect(faultsOf({ ...rest, design: switchback({ by: 'branch' }) }, clusters)).toEqual([]);
  });

  test('two layers can’t both decide for one purpose', () => {
    const rival = '/layer lets "other" of layer "tone" decide for the same borrowers too';
    expect(faultsOf({}, [other({ layer: 'tone' })])).toEqual([rival]);
    expect(faultsOf({ population: { where: [] } }, [other({ layer: 'tone' })])).toEqual([rival]);
  });

  test('they may, when one only compares what is served to all, or they have other purposes', () => {
    const alike = { variants: [variant('as-now'), variant('also')] };
    expect(faultsOf(alike, [other({ layer: 'tone' })])).toEqual([]);
    const facts = { ...FACTS, purposes: ['servicing', 'collections'] };
    const elsewhere = { layer: 'tone', population: { purposes: ['collections'], where: [] } };
    expect(faultsOf({}, [other(elsewhere)], facts)).toEqual([]);
  });

  test('a holdout rivals no test, for its borrowers are in none', () => {
    const holdout = { role: 'holdout', layer: 'holdout', slice: { from: 0, to: 0.1 } } as const;
    expect(faultsOf({}, [other(holdout)])).toEqual([]);
  });
});
