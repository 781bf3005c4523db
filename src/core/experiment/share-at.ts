import type { Instant } from '../time/instant.ts';
import type { Experiment } from './experiment.ts';

/** The share of its slice that a ramp has opened, in [0, 1]; 0 before its first step. */
export function shareAt(ramp: Experiment['ramp'], now: Instant): number {
  return ramp.findLast(({ from }) => from <= now)?.share ?? 0;
}
