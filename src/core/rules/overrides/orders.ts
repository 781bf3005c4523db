/** What a change does to what is forbidden. `looser` is also said of what can't be compared. */
export type Strictness = 'same' | 'stricter' | 'looser';

/** Stricter when smaller; absent counts as the given bound. */
export function fewer(before: number | undefined, after: number | undefined, absent: number): Strictness {
  const was = before ?? absent;
  const is = after ?? absent;
  if (was === is) return 'same';
  return is < was ? 'stricter' : 'looser';
}

/** Stricter when larger. */
export function more(before: number, after: number): Strictness {
  return fewer(after, before, 0);
}

/** Stricter when it has all that was there and more; what it has twice counts once. */
export function wider(before: readonly string[] = [], after: readonly string[] = []): Strictness {
  return narrower(after, before);
}

/** Stricter when it has only things that were there, and not all of them. */
export function narrower(before: readonly string[] = [], after: readonly string[] = []): Strictness {
  const was = new Set(before);
  const is = new Set(after);
  if (![...is].every((each) => was.has(each))) return 'looser';
  return is.size === was.size ? 'same' : 'stricter';
}

/** Stricter when it comes later in the order; what the order doesn't have can't be compared. */
export function later<T>(before: T, after: T, order: readonly T[]): Strictness {
  if (before === after) return 'same';
  const was = order.indexOf(before);
  return was >= 0 && order.indexOf(after) > was ? 'stricter' : 'looser';
}

/** Every change of what has no order loosens. */
export function unchanged(before: unknown, after: unknown): Strictness {
  return before === after ? 'same' : 'looser';
}

/** Of several changes together: one that loosens can't be made good by others. */
export function together(parts: readonly Strictness[]): Strictness {
  if (parts.includes('looser')) return 'looser';
  return parts.includes('stricter') ? 'stricter' : 'same';
}
