import type { ExperimentId } from '../../identifiers.ts';
import type { PolicyBook } from '../policy-book.ts';
import { requireRunning, withBooked } from './booked.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book with a running experiment ended, for good.
 * @throws {NotFoundError} `experiment-unknown`.
 * @throws {ConflictError} `experiment-state` when it is not running.
 */
export function stop(book: PolicyBook | undefined, id: ExperimentId, stamp: Stamp): PolicyBook {
  const { proposedRamp: _, ...booked } = requireRunning(book, id, 'stopped');
  const what = `Stopped "${id}": what is served to all decides for everybody who was in it.`;
  return nextBook(
    book,
    { experiments: withBooked(book, { ...booked, status: 'stopped', stoppedAt: stamp.at }) },
    { kind: 'stop', experiment: id, what },
    stamp,
  );
}
