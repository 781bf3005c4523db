import type { Instant } from '../../time/instant.ts';
import type { Experiment } from '../experiment.ts';
import { shareAt } from '../share-at.ts';

/**
 * The ramp that was, going over into the next one at its first step, or at once when that lies behind. What was open
 * until then stays as it was on record, and nobody leaves because a later step was written down.
 */
export function continueRamp(
  before: Experiment['ramp'],
  next: Experiment['ramp'],
  at: Instant,
): Experiment['ramp'] {
  const coming = next.filter(({ from }) => from > at);
  const isUnderWay = coming.length < next.length;
  const [first] = isUnderWay ? [{ from: at, share: shareAt(next, at) }] : coming;
  if (first === undefined) return before;
  return [...before.filter(({ from }) => from < first.from), ...(isUnderWay ? [first] : []), ...coming];
}
