import type { ExperimentId } from '../../identifiers.ts';
import type { PolicyBook } from '../policy-book.ts';
import { requireBooked, withBooked, wrongState } from './booked.ts';
import { rampInWords } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book without what was only proposed: an experiment that never started, or the ramp of a running one that waits
 * for approval. The change keeps what it said.
 * @throws {NotFoundError} `experiment-unknown`.
 * @throws {ConflictError} `experiment-state` when nothing of it is only proposed.
 */
export function withdraw(book: PolicyBook | undefined, id: ExperimentId, stamp: Stamp): PolicyBook {
  const { proposedRamp, ...booked } = requireBooked(book, id);
  const { experiment, status, version } = booked;
  if (status === 'running' && proposedRamp !== undefined) {
    const what = `Withdrew the proposed ramp of "${id}": ${rampInWords(proposedRamp.ramp)}.`;
    return nextBook(
      book,
      { experiments: withBooked(book, booked) },
      { kind: 'withdraw', experiment: id, what, evidence: { proposedRamp } },
      stamp,
    );
  }
  if (status === 'running' || status === 'stopped') {
    throw wrongState(booked, 'withdrawn', 'Only what never started can be; stop what runs.');
  }
  return nextBook(
    book,
    { experiments: (book?.experiments ?? []).filter((each) => each.experiment.id !== id) },
    {
      kind: 'withdraw',
      experiment: id,
      what: `Withdrew version ${version} of "${id}", which never started.`,
      evidence: { experiment },
    },
    stamp,
  );
}
