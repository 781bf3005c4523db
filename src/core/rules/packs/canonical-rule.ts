import type { ContactRule } from '../rule.ts';

/** The rule as JSON with the names in order: the same text for the same content, however it was written down. */
export function canonicalRule(rule: ContactRule): string {
  return JSON.stringify(rule, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
