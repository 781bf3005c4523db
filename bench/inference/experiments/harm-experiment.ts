import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import type { ExperimentId, VariantId } from '../../../src/core/identifiers.ts';
import { LEVEL } from './scenario.ts';

export const CONTROL = 'control' as VariantId;
export const TREATMENT = 'treatment' as VariantId;

/** The guardrails' limits. */
export const MOST_TIMES_CONTROL = 1.5;
export const MOST_RATE = 0.03;
export const MOST_CONTACTS = 1.2;

/** Two variants with a guardrail of each kind, each at the level by itself. */
export function harmExperiment(plannedUnits: number): Experiment {
  return {
    id: 'harm' as ExperimentId,
    hypothesis: 'The treatment does no more harm than it may.',
    layer: 'bench',
    role: 'test',
    population: { where: [] },
    design: { kind: 'borrower' },
    salt: 'bench',
    slice: { from: 0, to: 1 },
    variants: [
      { id: CONTROL, share: 1, policy: { kind: 'configured' } },
      { id: TREATMENT, share: 1, policy: { kind: 'uniform' } },
    ],
    control: CONTROL,
    ramp: [],
    training: 'learn',
    guardrails: [
      {
        kind: 'harm',
        id: 'harm, times control',
        level: LEVEL,
        events: ['complaint'],
        mostTimesControl: MOST_TIMES_CONTROL,
      },
      { kind: 'harm', id: 'harm, rate', level: LEVEL, events: ['opt-out'], mostRate: MOST_RATE },
      { kind: 'intensity', id: 'contacts, times control', level: LEVEL, mostTimesControl: MOST_CONTACTS },
    ],
    analysis: { level: LEVEL, plannedUnits, segments: [] },
  };
}
