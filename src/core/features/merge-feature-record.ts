import type { ObservedFeatures, ObservedValue } from './feature-record.ts';

/**
 * Of each feature the value that was observed last; sorted by name.
 * @remarks A join: commutative, associative and idempotent. So observations may come late, twice and in any order, and
 * the record is the same: an older value never overwrites a newer one. Of two values of the same moment a text wins over
 * a number and a number over `null`; of two numbers the larger, of two texts the later by code unit.
 */
export function mergeFeatureRecord(a: ObservedFeatures, b: ObservedFeatures): ObservedFeatures {
  const merged = new Map(Object.entries(a));
  for (const [name, observed] of Object.entries(b)) {
    const other = merged.get(name);
    if (other === undefined || isNewer(observed, other)) merged.set(name, observed);
  }
  return Object.fromEntries([...merged].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function isNewer(a: ObservedValue, b: ObservedValue): boolean {
  if (a.observedAt !== b.observedAt) return a.observedAt > b.observedAt;
  const rank = kindRank(a.value) - kindRank(b.value);
  return rank === 0 ? (a.value ?? 0) > (b.value ?? 0) : rank > 0;
}

function kindRank(value: ObservedValue['value']): number {
  if (value === null) return 0;
  return typeof value === 'number' ? 1 : 2;
}
