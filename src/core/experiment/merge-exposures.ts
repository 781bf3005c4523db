import type { DecisionExposure } from './exposure.ts';

/** One exposure per decision, in order of their ids: a decision that was slow in any attempt is slow. */
export function mergeExposures(noted: Iterable<DecisionExposure>): DecisionExposure[] {
  const merged = new Map<string, DecisionExposure>();
  for (const each of noted) {
    const known = merged.get(each.decisionId);
    merged.set(each.decisionId, known?.slow === true ? { ...each, slow: true } : each);
  }
  return [...merged.values()].sort((a, b) => (a.decisionId < b.decisionId ? -1 : 1));
}
