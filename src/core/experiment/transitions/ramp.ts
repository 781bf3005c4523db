import type { ExperimentId } from '../../identifiers.ts';
import type { Experiment } from '../experiment.ts';
import type { BookedExperiment, PolicyBook } from '../policy-book.ts';
import { requireRunning, withBooked } from './booked.ts';
import { continueRamp } from './continue-ramp.ts';
import { aloneLive, isNeverAbove } from './four-eyes.ts';
import { rampInWords } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book with another ramp of a running experiment, which takes over from the one before at its first step. It holds
 * when it takes less than before or little enough for one author; else it is a proposal that waits for somebody else's
 * approval, in the place of an earlier one.
 * @param fourEyesAbove The share of everybody, in [0, 1], that one author may have live without an approval.
 * @throws {NotFoundError} `experiment-unknown`.
 * @throws {ConflictError} `experiment-state` when it is not running.
 */
export function ramp(
  book: PolicyBook | undefined,
  id: ExperimentId,
  next: Experiment['ramp'],
  fourEyesAbove: number,
  stamp: Stamp,
): PolicyBook {
  const { proposedRamp: _, ...booked } = requireRunning(book, id, 'ramped');
  const { experiment } = booked;
  const whole = continueRamp(experiment.ramp, next, stamp.at);
  if (isNeverAbove(whole, experiment.ramp, stamp.at)) return reramped(book, booked, whole, stamp);
  if (aloneLive(book, experiment, whole, stamp) <= fourEyesAbove) {
    // The approval was of another ramp; this one is its author's alone.
    const { approvedBy: _approvedBy, ...unapproved } = booked;
    return reramped(book, { ...unapproved, proposedBy: stamp.by }, whole, stamp);
  }
  const what = `Proposed a ramp of "${id}" that waits for approval: ${rampInWords(next)}.`;
  return nextBook(
    book,
    { experiments: withBooked(book, { ...booked, proposedRamp: { ramp: next, by: stamp.by } }) },
    { kind: 'ramp', experiment: id, what, evidence: { before: experiment.ramp, proposed: next } },
    stamp,
  );
}

function reramped(
  book: PolicyBook | undefined,
  booked: BookedExperiment,
  next: Experiment['ramp'],
  stamp: Stamp,
): PolicyBook {
  const { id, ramp: before } = booked.experiment;
  const version = booked.version + 1;
  const what = `Ramped "${id}", version ${version}: ${rampInWords(next)}.`;
  return nextBook(
    book,
    {
      experiments: withBooked(book, {
        ...booked,
        version,
        experiment: { ...booked.experiment, ramp: next },
      }),
    },
    { kind: 'ramp', experiment: id, what, evidence: { before, after: next } },
    stamp,
  );
}
