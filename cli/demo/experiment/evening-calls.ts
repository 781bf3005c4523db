import type { Configuration } from '../../../src/core/configuration.ts';
import { type ActionId, actionId, type ExperimentId, type VariantId } from '../../../src/core/identifiers.ts';
import { timeOfDay } from '../../../src/core/simulation/time-of-day.ts';

export const EVENING_CALLS = 'evening-calls' as ExperimentId;
export const AS_USUAL = 'as-usual' as VariantId;
export const TRIED = 'evening-calls' as VariantId;

/** Anger that goes beyond an opt-out. */
export const COMPLAINTS = {
  id: 'complaints',
  kind: 'harm',
  events: ['complaint', 'wrong-party'],
  mostTimesControl: 1.2,
  level: 0.05,
} as const;

/** A variant's policy as `POST /v1/experiments` takes it. */
export type TriedPolicy =
  | { readonly kind: 'configured' }
  | { readonly kind: 'fixed-rules'; readonly order: readonly ActionId[]; readonly epsilon: number };

/**
 * Whoever may be called is called in the evening, whatever is known of them.
 * @returns `undefined` when no calls, evenings or complaints are configured.
 */
export function eveningPolicy({ channels, windows, reward }: Configuration): TriedPolicy | undefined {
  const evenings = windows.filter((window) => timeOfDay(window) === 'evening');
  const types = new Set<string>(reward.events.map(({ type }) => type));
  const hasCalls = channels.some(({ id }) => id === 'call');
  if (!hasCalls || evenings.length === 0 || !COMPLAINTS.events.every((type) => types.has(type))) {
    return undefined;
  }
  const callsFirst = channels.toSorted((a, b) => Number(b.id === 'call') - Number(a.id === 'call'));
  const order = callsFirst.flatMap(({ id }) => evenings.map((window) => actionId(id, window.id)));
  return { kind: 'fixed-rules', order, epsilon: 0.1 };
}

/** The body of `POST /v1/experiments`, without who asks. */
export function eveningCalls(purpose: string, borrowers: number, tried: TriedPolicy) {
  return {
    id: EVENING_CALLS,
    hypothesis: 'Whoever is called in the evening pays more often.',
    layer: 'timing',
    population: { purposes: [purpose], where: [] },
    variants: [
      { id: AS_USUAL, share: 1, policy: { kind: 'configured' } },
      { id: TRIED, share: 1, policy: tried },
    ],
    control: AS_USUAL,
    ramp: [{ share: 1 }],
    // These borrowers are angrier than the others: what they do is to teach the model nothing.
    training: 'keep-out',
    guardrails: [COMPLAINTS, { id: 'contacts', kind: 'intensity', mostTimesControl: 2, level: 0.05 }],
    analysis: { plannedUnits: borrowers, segments: [] },
  };
}
