/**
 * A deep copy that nothing can change, or the value itself when it is one of these already.
 * @remarks For trees of plain objects, arrays and primitives. Storing such a copy and handing out that same copy
 * keeps writers and readers apart at the price of one copy per write: a reader who forgets that values are
 * immutable gets a TypeError at the place of the mistake.
 */
export function frozenCopy<T>(value: T): T {
  return copyOf(value) as T;
}

const copies = new WeakSet<object>();

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || copies.has(value)) return value;
  const copy = Object.freeze(
    Array.isArray(value)
      ? value.map(copyOf)
      : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyOf(part)])),
  );
  copies.add(copy);
  return copy;
}
