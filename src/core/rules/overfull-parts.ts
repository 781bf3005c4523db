/** Where a contact may fall, both ends included, in whole milliseconds or whole days. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From the first number on, up to but not including the second. */
export type Part = readonly [from: number, end: number];

/**
 * Where one contact more could make `limit` + 1 contacts within a stretch shorter than `length`, each of the others
 * falling anywhere in its own; in order and free of overlaps.
 * @remarks A group can fall together iff its latest start minus its earliest end is below the length; that is, iff the
 * stretches [from, to + length) meet pairwise, and so (on a line) in one point. So a new contact at t is one too many
 * iff `limit` of them overlap at some point of [t, t + length).
 */
export function overfullParts(others: readonly Stretch[], limit: number, length: number): readonly Part[] {
  if (limit <= 0) return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];
  if (others.length < limit) return [];
  const parts: [number, number][] = [];
  let depth = 0;
  let deepSince = 0;
  for (const { at, step } of edges(others, length)) {
    if (step > 0 && depth === limit - 1) deepSince = at;
    if (step < 0 && depth === limit) add(parts, deepSince - length + 1, at);
    depth += step;
  }
  return parts;
}

/** Where the overlap of the lengthened stretches grows and shrinks; at one place it shrinks first, as their ends are open. */
function edges(others: readonly Stretch[], length: number) {
  return others
    .flatMap(({ from, to }) => [
      // An entry that ends before it starts contradicts itself: it counts wherever either of the two may be meant.
      { at: Math.min(from, to), step: 1 },
      { at: Math.max(from, to) + length, step: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.step - b.step);
}

function add(parts: [number, number][], from: number, end: number): void {
  const last = parts.at(-1);
  if (last !== undefined && from <= last[1]) last[1] = end;
  else parts.push([from, end]);
}
