import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { nodeSha256 } from '../../../../src/adapters/node-sha256.ts';
import { assignmentsOf } from '../../../../src/core/experiment/assignments-of.ts';
import type { Experiment } from '../../../../src/core/experiment/experiment.ts';
import { blockPeriods } from '../../../../src/core/experiment/switchback-block.ts';
import type { BorrowerId, ExperimentId, VariantId } from '../../../../src/core/identifiers.ts';
import { HOUR_MS, type Instant } from '../../../../src/core/time/instant.ts';
import { anAssignmentRequest } from '../../../support/builders/assignment-requests.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../../support/builders/policy-books.ts';

const START = Date.parse('2026-11-24T00:00:00Z');
const EVERYBODY: Experiment['population'] = { where: [] };
const borrowerArb = fc.uuid().map((id) => id as BorrowerId);
const timeArb = fc.integer({ min: 0, max: 400 * 24 * HOUR_MS }).map((ms) => (START + ms) as Instant);
const sharesArb = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 });
const rampOf = (share: number): Experiment['ramp'] => [{ from: START as Instant, share }];
const variantsOf = (shares: readonly number[]): Experiment['variants'] =>
  shares.map((share, index) => ({ id: `v${index}` as VariantId, share, policy: { kind: 'configured' } }));

/** Ascending edges of slices of one layer. */
const edgesArb = fc
  .uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })
  .map((edges) => [...new Set([0, ...edges, 1])].toSorted((a, b) => a - b));

function experimentsIn(layer: string, edges: readonly number[], ramp = rampOf(1)) {
  return edges.slice(1).map((to, index) =>
    aBookedExperiment({
      experiment: anExperiment({
        id: `${layer}-${index}` as ExperimentId,
        layer,
        role: layer === 'holdout' ? 'holdout' : 'test',
        salt: `${layer}-${index}`,
        population: EVERYBODY,
        slice: { from: edges[index] ?? 0, to },
        ramp,
      }),
    }),
  );
}

function assigned(
  experiments: ReturnType<typeof experimentsIn>,
  borrowerId: BorrowerId,
  now: Instant,
  clusters: Readonly<Record<string, string>> = {},
) {
  const request = anAssignmentRequest({ borrowerId, now, clusters, sha256: nodeSha256 });
  return assignmentsOf({ ...request, book: aPolicyBook(1, { experiments }) }).assignments;
}

test.prop([borrowerArb, timeArb, timeArb, edgesArb])(
  'a borrower is in the same variant at every time',
  (borrower, earlier, later, edges) => {
    const experiments = experimentsIn('timing', edges);
    expect(assigned(experiments, borrower, later)).toEqual(assigned(experiments, borrower, earlier));
  },
);

test.prop([borrowerArb, timeArb, edgesArb])(
  'slices that cover a layer put everybody in exactly one of its experiments, in whatever order they stand',
  (borrower, now, edges) => {
    const experiments = experimentsIn('timing', edges);
    const each = experiments.flatMap((experiment) => assigned([experiment], borrower, now));
    expect(each).toHaveLength(1);
    expect(assigned(experiments, borrower, now)).toEqual(each);
    expect(assigned(experiments.toReversed(), borrower, now)).toEqual(each);
  },
);

test.prop([
  borrowerArb,
  timeArb,
  edgesArb,
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
])('a higher share moves nobody out or to another variant', (borrower, now, edges, shares) => {
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const before = assigned(experimentsIn('timing', edges, rampOf(low)), borrower, now);
  const after = assigned(experimentsIn('timing', edges, rampOf(high)), borrower, now);
  if (before.length > 0) expect(after).toEqual(before);
  expect(assigned(experimentsIn('timing', edges, rampOf(0)), borrower, now)).toEqual([]);
});

test.prop([borrowerArb, timeArb, fc.double({ min: 0, max: 1, noNaN: true })])(
  'who is held out is in no test, and everybody else is not held out',
  (borrower, now, share) => {
    const holdout = experimentsIn('holdout', [0, 1], rampOf(share));
    const tests = [...experimentsIn('timing', [0, 0.5, 1]), ...experimentsIn('tone', [0, 1])];
    const isHeldOut = assigned(holdout, borrower, now).length > 0;
    const roles = assigned([...tests, ...holdout], borrower, now).map(({ role }) => role);
    expect(roles).toEqual(isHeldOut ? ['holdout'] : ['test', 'test']);
  },
);

test.prop([borrowerArb, borrowerArb, timeArb, fc.string({ minLength: 1, maxLength: 8 })])(
  'all borrowers of a cluster are in the same variant',
  (one, other, now, branch) => {
    const [experiment] = experimentsIn('timing', [0, 1], rampOf(0.5));
    const clustered = aBookedExperiment({
      experiment: {
        ...(experiment ?? aBookedExperiment()).experiment,
        design: { kind: 'cluster', by: 'branch' },
      },
    });
    expect(assigned([clustered], one, now, { branch })).toEqual(
      assigned([clustered], other, now, { branch }),
    );
  },
);

test.prop([
  sharesArb,
  fc.integer({ min: 1, max: 48 }),
  fc.integer({ min: 0, max: 5_000 }),
  fc.option(fc.constantFrom('12', '34')),
])(
  'each variant has exactly its share of the periods of every block',
  (shares, periodHours, block, branch) => {
    const variants = variantsOf(shares);
    const by = branch === null ? {} : { by: 'branch' };
    const experiment = anExperiment({
      population: EVERYBODY,
      design: { kind: 'switchback', periodHours, washoutHours: 0, ...by },
      variants,
      ramp: [{ from: 0 as Instant, share: 1 }],
    });
    const length = blockPeriods(variants);
    const drawn = Array.from({ length }, (_, slot) => {
      const now = (block * length + slot) * periodHours * HOUR_MS;
      const clusters = branch === null ? {} : { branch };
      return assigned([aBookedExperiment({ experiment })], 'b-1' as BorrowerId, now as Instant, clusters)[0]
        ?.variant;
    });
    const total = shares.reduce((sum, share) => sum + share, 0);
    expect(variants.map(({ id }) => drawn.filter((variant) => variant === id).length)).toEqual(
      shares.map((share) => (share * length) / total),
    );
  },
);

test.prop([timeArb, fc.double({ min: 0.1, max: 0.9, noNaN: true })])(
  'a ramp of periods takes whole blocks, and takes the same ones when it grows',
  (now, share) => {
    const design = { kind: 'switchback', periodHours: 4, washoutHours: 0 } as const;
    const isIn = (at: number, part: number) =>
      assigned(
        [
          aBookedExperiment({
            experiment: anExperiment({ population: EVERYBODY, design, ramp: rampOf(part) }),
          }),
        ],
        'b-1' as BorrowerId,
        at as Instant,
      ).length > 0;
    const block = 2 * 4 * HOUR_MS;
    const first = Math.max(START, Math.floor(now / block) * block);
    const taken = [0, 3, 4, 7].map((hours) => isIn(first + hours * HOUR_MS, share));
    expect(new Set(taken).size).toBe(1);
    if (taken[0]) expect(isIn(now, 0.95)).toBe(true);
  },
);
