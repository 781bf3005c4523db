import type { HarmBudget } from '../core/experiment/experiment-settings.ts';
import type { BookedExperiment } from '../core/experiment/policy-book.ts';
import { DAY_MS, type Instant } from '../core/time/instant.ts';

/** Whether the experiment runs, or ran not longer ago than the budget looks back. */
export function countsForBudget(
  { status, stoppedAt }: Pick<BookedExperiment, 'status' | 'stoppedAt'>,
  { days }: HarmBudget,
  now: Instant,
): boolean {
  if (status === 'running') return true;
  return status === 'stopped' && stoppedAt !== undefined && now - stoppedAt <= days * DAY_MS;
}
