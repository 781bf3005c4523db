import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import type { BookedExperiment, Change, PolicyBook } from '../../../src/core/experiment/policy-book.ts';
import type { ExperimentId, VariantId } from '../../../src/core/identifiers.ts';
import { at, model } from './identifiers.ts';

export function anExperiment(overrides: Partial<Experiment> = {}): Experiment {
  return {
    id: 'evening-calls' as ExperimentId,
    hypothesis: 'Rules that call in the evening bring more payments.',
    layer: 'timing',
    role: 'test',
    population: { purposes: ['servicing'], where: [{ feature: 'daysPastDue', atLeast: 10, below: 60 }] },
    design: { kind: 'borrower' },
    salt: 'evening-calls',
    slice: { from: 0, to: 1 },
    variants: [
      { id: 'as-now' as VariantId, share: 1, policy: { kind: 'configured' } },
      { id: 'rules' as VariantId, share: 1, policy: { kind: 'fixed-rules', epsilon: 0.1 } },
    ],
    control: 'as-now' as VariantId,
    ramp: [{ from: at('2026-11-24T00:00:00Z'), share: 0.05 }],
    training: 'learn',
    guardrails: [
      { id: 'complaints', kind: 'harm', events: ['complaint'], mostTimesControl: 1.5, level: 0.05 },
    ],
    analysis: { level: 0.05, plannedUnits: 20_000, segments: [{ feature: 'autopay' }] },
    ...overrides,
  };
}

export function aBookedExperiment(overrides: Partial<BookedExperiment> = {}): BookedExperiment {
  return {
    experiment: anExperiment(),
    version: 1,
    status: 'running',
    proposedBy: { author: 'Ann', reason: 'first try' },
    startedAt: at('2026-11-24T00:00:00Z'),
    stopped: [],
    ...overrides,
  };
}

export function aChange(overrides: Partial<Change> = {}): Change {
  return {
    version: 1,
    at: at('2026-11-24T00:00:00Z'),
    kind: 'propose',
    experiment: 'evening-calls',
    what: 'evening-calls is proposed',
    by: { author: 'Ann', reason: 'first try' },
    ...overrides,
  };
}

/** A book of this version, whose change has it too. */
export function aPolicyBook(version = 1, overrides: Partial<PolicyBook> = {}): PolicyBook {
  return {
    model: model('contact'),
    version,
    serving: [],
    experiments: [aBookedExperiment()],
    change: aChange({ version }),
    ...overrides,
  };
}
