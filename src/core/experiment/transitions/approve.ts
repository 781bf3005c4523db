import { ConflictError } from '../../errors.ts';
import type { ExperimentId } from '../../identifiers.ts';
import type { BookedExperiment, PolicyBook } from '../policy-book.ts';
import { requireBooked, withBooked, wrongState } from './booked.ts';
import { continueRamp } from './continue-ramp.ts';
import { requireAnother } from './four-eyes.ts';
import { inWords, rampInWords } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book with what somebody else proposed approved: an experiment, which may then start, or the ramp of a running
 * one, which holds from then on.
 * @param seen The version of the settings that the approver read; absent: whatever it says now.
 * @throws {NotFoundError} `experiment-unknown`.
 * @throws {ConflictError} `approval-by-author`; `version-moved` when it no longer says what was read; `experiment-state`
 * when nothing waits for approval.
 */
export function approve(
  book: PolicyBook | undefined,
  id: ExperimentId,
  stamp: Stamp,
  seen?: number,
): PolicyBook {
  const booked = requireBooked(book, id);
  if (seen !== undefined && seen !== booked.version) {
    const problem = `Experiment "${id}" is at version ${booked.version}, not ${seen}`;
    throw new ConflictError('version-moved', `${problem}. Read it again before you approve it.`);
  }
  if (booked.status === 'proposed') return approveExperiment(book, booked, stamp);
  if (booked.status === 'running' && booked.proposedRamp !== undefined) {
    return approveRamp(book, booked, booked.proposedRamp, stamp);
  }
  throw wrongState(booked, 'approved', 'Nothing of it waits for approval.');
}

function approveExperiment(book: PolicyBook | undefined, booked: BookedExperiment, stamp: Stamp): PolicyBook {
  requireAnother(booked.proposedBy, stamp.by);
  const { experiment, version, proposedBy } = booked;
  const what = `Approved version ${version} of "${experiment.id}" by ${proposedBy.author}: ${inWords(experiment)}.`;
  return nextBook(
    book,
    { experiments: withBooked(book, { ...booked, status: 'approved', approvedBy: stamp.by }) },
    { kind: 'approve', experiment: experiment.id, what },
    stamp,
  );
}

function approveRamp(
  book: PolicyBook | undefined,
  waiting: BookedExperiment,
  { ramp, by }: NonNullable<BookedExperiment['proposedRamp']>,
  stamp: Stamp,
): PolicyBook {
  requireAnother(by, stamp.by);
  const { proposedRamp: _, ...booked } = waiting;
  const whole = continueRamp(booked.experiment.ramp, ramp, stamp.at);
  const experiment = { ...booked.experiment, ramp: whole };
  const version = booked.version + 1;
  const what = `Approved the ramp of "${experiment.id}" by ${by.author}, version ${version}: ${rampInWords(whole)}.`;
  return nextBook(
    book,
    {
      experiments: withBooked(book, {
        ...booked,
        experiment,
        version,
        proposedBy: by,
        approvedBy: stamp.by,
      }),
    },
    {
      kind: 'approve',
      experiment: experiment.id,
      what,
      evidence: { before: booked.experiment.ramp, after: whole },
    },
    stamp,
  );
}
