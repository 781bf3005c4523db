import { describe, expect, test } from 'vitest';
import type { AssignmentRequest } from '../../../../src/core/experiment/assignment-request.ts';
import { type Assigned, assignmentsOf } from '../../../../src/core/experiment/assignments-of.ts';
import type { Experiment } from '../../../../src/core/experiment/experiment.ts';
import type { BookedExperiment, PolicyBook } from '../../../../src/core/experiment/policy-book.ts';
import type { ExperimentId, VariantId } from '../../../../src/core/identifiers.ts';
import type { ServedPolicy } from '../../../../src/core/policy/served-policy.ts';
import { anAssignmentRequest } from '../../../support/builders/assignment-requests.ts';
import { at, borrowerId } from '../../../support/builders/identifiers.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../../support/builders/policy-books.ts';

const RULES: ServedPolicy = { kind: 'fixed-rules', epsilon: 0.1 };
const CONFIGURED: ServedPolicy = { kind: 'configured' };
const UNIFORM: ServedPolicy = { kind: 'uniform' };
const OPEN: Experiment['ramp'] = [{ from: at('2026-11-24T00:00:00Z'), share: 1 }];
const variant = (id: string) => id as VariantId;
const stoppedVariants = (...ids: string[]): Pick<BookedExperiment, 'stopped'> => ({
  stopped: ids.map((id) => ({ variant: variant(id), at: at('2026-11-26T00:00:00Z'), why: 'too much harm' })),
});

function booked(experiment: Partial<Experiment> = {}, standing: Partial<BookedExperiment> = {}) {
  return aBookedExperiment({ experiment: anExperiment({ ramp: OPEN, ...experiment }), ...standing });
}

const HOLDOUT = booked({
  id: 'held-out' as ExperimentId,
  role: 'holdout',
  layer: 'holdout',
  salt: 'held-out',
  variants: [{ id: variant('uniform'), share: 1, policy: UNIFORM }],
  control: variant('uniform'),
  training: 'keep-out',
});

function assigned(
  experiments: readonly BookedExperiment[],
  request: Partial<AssignmentRequest> = {},
  book: Partial<PolicyBook> = {},
): Assigned {
  return assignmentsOf({ ...anAssignmentRequest(request), book: aPolicyBook(1, { experiments, ...book }) });
}

describe('where a unit falls, which may never change', () => {
  // First four bytes of SHA-256 ÷ 2³², computed elsewhere: of "layer\ntiming\n<unit>" and "variant\nevening-calls\n<unit>".
  test.each([
    ['b-1', 0.3289, 'rules'],
    ['b-2', 0.2277, 'as-now'],
    ['b-3', 0.1636, 'rules'],
    ['b-4', 0.7298, 'rules'],
    ['ä-5', 0.7666, 'as-now'],
  ])('%s at %f of its layer, in %s', (id, position, expected) => {
    const share = (part: number) => ({ ramp: [{ from: at('2026-11-24T00:00:00Z'), share: part }] });
    const request = { borrowerId: borrowerId(id) };
    expect(assigned([booked(share(position - 0.0001))], request).assignments).toEqual([]);
    expect(assigned([booked(share(position + 0.0001))], request).assignments).toEqual([
      { experiment: 'evening-calls', version: 1, role: 'test', variant: expected },
    ]);
  });

  test('a cluster is one unit, named on record', () => {
    const request = { clusters: { branch: '12' } };
    const byBranch = booked({ design: { kind: 'cluster', by: 'branch' } });
    expect(assigned([byBranch], request).assignments).toEqual([
      { experiment: 'evening-calls', version: 1, role: 'test', variant: 'rules', unit: 'branch:12' },
    ]);
    expect(assigned([byBranch]).assignments).toEqual([]);
  });
});

describe('a switchback', () => {
  const design = { kind: 'switchback', periodHours: 6, washoutHours: 1 } as const;

  test('names its period and marks the first hours as washout', () => {
    const [late, early] = ['2026-11-27T11:59:59.999Z', '2026-11-27T06:59:59.999Z'].map(
      (now) => assigned([booked({ design })], { now: at(now) }).assignments[0],
    );
    expect(late).toMatchObject({ unit: '2026-11-27T06:00Z' });
    expect(late).not.toHaveProperty('washout');
    expect(early).toEqual({ ...late, washout: true });
    expect(assigned([booked({ design })], { now: at('2026-11-27T07:00:00Z') }).assignments).toEqual([late]);
  });

  test('of clusters alternates each on its own', () => {
    const request = { clusters: { branch: '12' } };
    const byBranch = booked({ design: { ...design, by: 'branch' } });
    expect(assigned([byBranch], request).assignments[0]).toMatchObject({
      unit: 'branch:12@2026-11-27T06:00Z',
    });
    expect(assigned([byBranch]).assignments).toEqual([]);
  });
});

describe('whose policy decides', () => {
  test('without a book it is the configured one', () => {
    expect(assignmentsOf({ ...anAssignmentRequest(), book: undefined })).toEqual({
      assignments: [],
      policy: CONFIGURED,
      keptOut: false,
    });
  });

  test('outside every experiment it is the latest promoted one', () => {
    const by = { author: 'Ann', reason: 'passed the gate' };
    const since = at('2026-11-25T00:00:00Z');
    const serving = [
      { policy: RULES, since, by },
      { policy: UNIFORM, since, by },
    ];
    expect(assigned([], {}, { serving })).toEqual({ assignments: [], policy: RULES, keptOut: false });
  });

  test('in a variant it is the variant’s', () => {
    expect(assigned([booked()])).toMatchObject({
      policy: RULES,
      decidedBy: { experiment: 'evening-calls', variant: 'rules' },
    });
  });

  test('in the variant that is as configured it is what is served to all', () => {
    const seen = assigned([booked()], { borrowerId: borrowerId('b-2') });
    expect(seen).toMatchObject({ assignments: [{ variant: 'as-now' }], policy: CONFIGURED });
    expect(seen).not.toHaveProperty('decidedBy');
  });

  test('in a stopped variant it is the control’s, and the record says so', () => {
    const seen = assigned([booked({}, stoppedVariants('rules'))]);
    expect(seen).toMatchObject({
      assignments: [{ variant: 'rules', stopped: true }],
      policy: CONFIGURED,
    });
  });

  test('a stopped variant’s borrowers go to a control with a policy of its own', () => {
    const variants = [
      { id: variant('bau'), share: 1, policy: RULES },
      { id: variant('even'), share: 9999, policy: UNIFORM },
    ];
    const seen = assigned([booked({ variants, control: variant('bau') }, stoppedVariants('even'))]);
    expect(seen).toMatchObject({
      assignments: [{ variant: 'even', stopped: true }],
      policy: RULES,
      decidedBy: { experiment: 'evening-calls', variant: 'bau' },
    });
  });

  test('when the control is stopped as well it is what the configuration says, whatever was promoted', () => {
    const by = { author: 'Ann', reason: 'passed the gate' };
    const serving = [{ policy: UNIFORM, since: at('2026-11-25T00:00:00Z'), by }];
    const seen = assigned([booked({}, stoppedVariants('rules', 'as-now'))], {}, { serving });
    expect(seen).toMatchObject({ assignments: [{ stopped: true }], policy: CONFIGURED });
  });

  test('while all is paused tests stand still, on record', () => {
    const paused = { at: at('2026-11-26T00:00:00Z'), why: 'the harm budget is spent' };
    const seen = assigned([booked()], {}, { paused });
    expect(seen).toMatchObject({ assignments: [{ variant: 'rules', stopped: true }], policy: CONFIGURED });
    expect(seen).not.toHaveProperty('decidedBy');
  });

  test('while all is paused holdouts go on', () => {
    const paused = { at: at('2026-11-26T00:00:00Z'), why: 'the harm budget is spent' };
    expect(assigned([HOLDOUT], {}, { paused })).toMatchObject({
      assignments: [{ role: 'holdout', variant: 'uniform' }],
      policy: UNIFORM,
    });
  });
});

describe('who is in', () => {
  test.each(['proposed', 'approved', 'stopped'] as const)('nobody is in a %s experiment', (status) => {
    expect(assigned([booked({}, { status })]).assignments).toEqual([]);
  });

  test('nobody before the first step of the ramp', () => {
    expect(assigned([booked()], { now: at('2026-11-23T23:59:59.999Z') }).assignments).toEqual([]);
    expect(assigned([booked()], { now: at('2026-11-24T00:00:00Z') }).assignments).toHaveLength(1);
  });

  test.each<[string, Partial<AssignmentRequest>, boolean]>([
    ['the purpose', { purpose: 'collections' }, false],
    ['the feature being there', { context: {} }, false],
    ['a name that every object has', { context: Object.create({ daysPastDue: 20 }) }, false],
    ['the lower end, which is in', { context: { daysPastDue: 10 } }, true],
    ['the lower end', { context: { daysPastDue: 9.9 } }, false],
    ['the upper end, which is out', { context: { daysPastDue: 60 } }, false],
    ['the kind of value', { context: { daysPastDue: '20' } }, false],
  ])('the population asks for %s', (_, request, isIn) => {
    expect(assigned([booked()], request).assignments).toHaveLength(isIn ? 1 : 0);
  });

  test('one of the named levels, and every condition', () => {
    const where = [
      { feature: 'channel', is: ['sms', 'email'] },
      { feature: 'tier', is: [1, 2] },
    ];
    const isIn = (context: AssignmentRequest['context']) =>
      assigned([booked({ population: { where } })], { context }).assignments.length === 1;
    expect(isIn({ channel: 'email', tier: 2 })).toBe(true);
    expect(isIn({ channel: 'call', tier: 2 })).toBe(false);
    expect(isIn({ channel: 'email', tier: 3 })).toBe(false);
    expect(isIn({ channel: 'email', tier: '2' })).toBe(false);
  });

  test('who is held out is in no test, and kept out of training', () => {
    expect(assigned([booked(), HOLDOUT])).toEqual({
      assignments: [{ experiment: 'held-out', version: 1, role: 'holdout', variant: 'uniform' }],
      policy: UNIFORM,
      decidedBy: { experiment: 'held-out', variant: 'uniform' },
      keptOut: true,
    });
  });

  test('two layers may each have a test, of which one decides', () => {
    const alike = booked({
      id: 'a-a' as ExperimentId,
      layer: 'check',
      salt: 'a-a',
      variants: [
        { id: variant('a'), share: 1, policy: CONFIGURED },
        { id: variant('b'), share: 1, policy: CONFIGURED },
      ],
      control: variant('a'),
    });
    const seen = assigned([alike, booked()]);
    expect(seen.assignments.map(({ experiment }) => experiment)).toEqual(['a-a', 'evening-calls']);
    expect(seen).toMatchObject({ policy: RULES, decidedBy: { experiment: 'evening-calls' }, keptOut: false });
  });
});
