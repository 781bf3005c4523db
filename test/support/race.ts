/** What each of `count` attempts made at the same time resolved to. */
export async function race<T>(count: number, attempt: (contender: number) => Promise<T>): Promise<T[]> {
  return await Promise.all(Array.from({ length: count }, (_, contender) => attempt(contender)));
}

/** How many of the outcomes are this one. */
export function tally<T>(outcomes: readonly T[], one: T): number {
  return outcomes.filter((outcome) => outcome === one).length;
}
