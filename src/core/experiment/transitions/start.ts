import type { ExperimentId } from '../../identifiers.ts';
import type { PolicyBook } from '../policy-book.ts';
import { requireBooked, withBooked, wrongState } from './booked.ts';
import { aloneLive, approvalNeeded } from './four-eyes.ts';
import { inWords } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book with a proposed or approved experiment running: its ramp holds from now on.
 * @param fourEyesAbove The share of everybody, in [0, 1], that one author may have live without an approval.
 * @throws {NotFoundError} `experiment-unknown`.
 * @throws {ConflictError} `approval-needed`; `experiment-state` when it runs or ran.
 */
export function start(
  book: PolicyBook | undefined,
  id: ExperimentId,
  fourEyesAbove: number,
  stamp: Stamp,
): PolicyBook {
  const booked = requireBooked(book, id);
  const { experiment, status, proposedBy, approvedBy, version } = booked;
  if (status !== 'proposed' && status !== 'approved') {
    throw wrongState(booked, 'started', 'Propose a new one.');
  }
  const alone =
    approvedBy === undefined
      ? aloneLive(book, experiment, experiment.ramp, { at: stamp.at, by: proposedBy })
      : 0;
  // Written so that a share that is no number is refused.
  if (!(alone <= fourEyesAbove)) {
    throw approvalNeeded(alone, fourEyesAbove, `Have "${id}" approved by somebody else, or lower its ramp.`);
  }
  const what = `Started version ${version} of "${id}": ${inWords(experiment)}.`;
  return nextBook(
    book,
    { experiments: withBooked(book, { ...booked, status: 'running', startedAt: stamp.at }) },
    { kind: 'start', experiment: id, what, ...(approvedBy !== undefined && { approvedBy }) },
    stamp,
  );
}
