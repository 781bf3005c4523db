/** The same function, computed once per key: candidates share windows and channels. Keys are compared by identity. */
export function oncePerKey<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const held = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const entry = held.get(key) ?? { value: compute(key) };
    held.set(key, entry);
    return entry.value;
  };
}
