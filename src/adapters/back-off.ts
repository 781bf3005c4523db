import { setTimeout as wait } from 'node:timers/promises';

const FIRST_MS = 25;
const LONGEST_MS = 1_000;

/**
 * Resolves after 25 ms, 50 ms, 100 ms … at most 1 s for round 0, 1, 2 …, each cut by a random half so that callers
 * that failed together don't come back together.
 */
export async function backOff(round: number): Promise<void> {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** round);
  await wait(fullMs * (0.5 + Math.random() / 2));
}
