import { describe, expect, test } from 'vitest';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { assignmentsOf } from '../../../src/core/experiment/assignments-of.ts';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import type { BorrowerId, ExperimentId, VariantId } from '../../../src/core/identifiers.ts';
import { sampleRatioPValue } from '../../../src/core/inference/sample-ratio.ts';
import { HOUR_MS, type Instant } from '../../../src/core/time/instant.ts';
import { anAssignmentRequest } from '../../support/builders/assignment-requests.ts';
import { at } from '../../support/builders/identifiers.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../support/builders/policy-books.ts';

const BORROWERS = 20_000;
/** Fixed borrowers make a fixed figure; a fair hash is below this once in 1,000 sets of borrowers. */
const SURELY_UNFAIR = 0.001;
const OPEN: Experiment['ramp'] = [{ from: 0 as Instant, share: 1 }];

function variantsOf(...shares: number[]): Experiment['variants'] {
  return shares.map((share, index) => ({
    id: `v${index}` as VariantId,
    share,
    policy: { kind: 'configured' },
  }));
}

function experiment(id: string, overrides: Partial<Experiment> = {}): Experiment {
  return anExperiment({
    id: id as ExperimentId,
    layer: id,
    salt: id,
    population: { where: [] },
    variants: variantsOf(1, 1),
    ramp: OPEN,
    ...overrides,
  });
}

/** For each borrower the variants, in the book's order; `-` where they are not in any. */
function drawn(...experiments: Experiment[]): string[] {
  const book = aPolicyBook(1, {
    experiments: experiments.map((each) => aBookedExperiment({ experiment: each })),
  });
  return Array.from({ length: BORROWERS }, (_, index) => {
    const request = anAssignmentRequest({
      borrowerId: `borrower-${index}` as BorrowerId,
      sha256: nodeSha256,
    });
    const { assignments } = assignmentsOf({ ...request, book });
    return assignments.length === 0 ? '-' : assignments.map(({ variant }) => variant).join(' ');
  });
}

function fairness(cells: readonly string[], weights: Readonly<Record<string, number>>): number {
  return sampleRatioPValue(
    Object.entries(weights).map(([cell, weight]) => ({
      count: cells.filter((each) => each === cell).length,
      weight,
    })),
  );
}

describe('borrowers fall to the variants in proportion to the shares', () => {
  test.each([
    [1, 1, 1],
    [1, 9, 90],
    [10_000, 1_000, 5],
  ])('%i : %i : %i', (...shares) => {
    const weights = Object.fromEntries(shares.map((share, index) => [`v${index}`, share]));
    const cells = drawn(experiment('shares', { variants: variantsOf(...shares) }));
    expect(cells).not.toContain('-');
    expect(fairness(cells, weights)).toBeGreaterThan(SURELY_UNFAIR);
  });
});

test('a ramp takes its share of a slice, and the variants theirs of it', () => {
  const slice = { from: 0.2, to: 0.6 };
  const ramp: Experiment['ramp'] = [{ from: 0 as Instant, share: 0.25 }];
  const cells = drawn(experiment('ramped', { slice, ramp, variants: variantsOf(1, 3) }));
  expect(fairness(cells, { '-': 0.9, v0: 0.025, v1: 0.075 })).toBeGreaterThan(SURELY_UNFAIR);
});

test('two layers know nothing of each other', () => {
  const cells = drawn(experiment('timing'), experiment('tone', { variants: variantsOf(1, 3) }));
  const weights = { 'v0 v0': 1, 'v1 v0': 1, 'v0 v1': 3, 'v1 v1': 3 };
  expect(fairness(cells, weights)).toBeGreaterThan(SURELY_UNFAIR);
});

test('who was in a stopped experiment is drawn anew by the next one of its slice', () => {
  const before = drawn(experiment('first', { layer: 'timing' }));
  const after = drawn(experiment('second', { layer: 'timing' }));
  const cells = before.map((variant, index) => `${variant} ${after[index]}`);
  expect(fairness(cells, { 'v0 v0': 1, 'v0 v1': 1, 'v1 v0': 1, 'v1 v1': 1 })).toBeGreaterThan(SURELY_UNFAIR);
});

test('a holdout leaves the tests fair', () => {
  const holdout = experiment('held-out', {
    role: 'holdout',
    layer: 'holdout',
    slice: { from: 0, to: 0.3 },
    variants: [{ id: 'h' as VariantId, share: 1, policy: { kind: 'uniform' } }],
  });
  const cells = drawn(experiment('timing'), holdout);
  expect(fairness(cells, { h: 0.3, v0: 0.35, v1: 0.35 })).toBeGreaterThan(SURELY_UNFAIR);
});

test('the periods of blocks come in every order alike, and those of two clusters apart', () => {
  const switchback = experiment('switch', {
    variants: variantsOf(1, 2),
    design: { kind: 'switchback', by: 'branch', periodHours: 1, washoutHours: 0 },
  });
  const book = aPolicyBook(1, { experiments: [aBookedExperiment({ experiment: switchback })] });
  const orderOf = (block: number, branch: string) =>
    [0, 1, 2]
      .map((slot) => {
        const now = (at('2026-01-01T00:00:00Z') + (block * 3 + slot) * HOUR_MS) as Instant;
        const request = anAssignmentRequest({ now, clusters: { branch }, sha256: nodeSha256 });
        return assignmentsOf({ ...request, book }).assignments[0]?.variant;
      })
      .indexOf('v0' as VariantId);
  const cells = Array.from({ length: 3_000 }, (_, block) => `${orderOf(block, '1')} ${orderOf(block, '2')}`);
  const weights = Object.fromEntries([0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [`${a} ${b}`, 1])));
  expect(fairness(cells, weights)).toBeGreaterThan(SURELY_UNFAIR);
});
