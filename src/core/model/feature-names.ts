/** Whether two name lists are the same; lists made by one encoder are one object, which makes this quick. */
export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, index) => name === b[index]));
}

/** Whether each name comes after the one before it by code unit; then none is repeated. */
export function isSortedByCodeUnit(names: readonly string[]): boolean {
  let previous: string | undefined;
  for (const name of names) {
    if (previous !== undefined && previous >= name) return false;
    previous = name;
  }
  return true;
}

/** Every name of the lists once, sorted by code unit. */
export function uniteNames(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  if (others.every((list) => sameNames(first, list))) return first;
  return [...new Set(lists.flat())].toSorted();
}

/** For each name, its place in `target`; −1 when it isn't there. Ascending, as both lists are sorted, but for −1. */
export function placesIn(target: readonly string[], names: readonly string[]): Int32Array {
  const placeOf = new Map(target.map((name, place) => [name, place]));
  return Int32Array.from(names, (name) => placeOf.get(name) ?? -1);
}
