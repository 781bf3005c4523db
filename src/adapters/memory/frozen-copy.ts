/**
 * A deep copy that nothing can change.
 * @remarks For trees of plain objects, arrays and primitives. Storing such a copy and handing out that same copy
 * keeps writers and readers apart at the price of one copy per write: a reader who forgets that values are
 * immutable gets a TypeError at the place of the mistake.
 */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((part) => frozenCopy(part)));
  const copy: Record<string, unknown> = { ...value };
  for (const name of Object.keys(copy)) {
    const part = copy[name];
    if (typeof part === 'object') copy[name] = frozenCopy(part);
  }
  return Object.freeze(copy);
}
