import { ConflictError, NotFoundError } from '../../errors.ts';
import type { ExperimentId } from '../../identifiers.ts';
import type { BookedExperiment, PolicyBook } from '../policy-book.ts';

/**
 * The experiment of this name as it stands.
 * @throws {NotFoundError} `experiment-unknown`.
 */
export function requireBooked(book: PolicyBook | undefined, id: ExperimentId): BookedExperiment {
  const booked = book?.experiments.find(({ experiment }) => experiment.id === id);
  if (booked === undefined) throw new NotFoundError('experiment-unknown', `There is no experiment "${id}".`);
  return booked;
}

/**
 * The experiment of this name, which is running.
 * @throws {NotFoundError} `experiment-unknown`.
 * @throws {ConflictError} `experiment-state` when it is not running.
 */
export function requireRunning(
  book: PolicyBook | undefined,
  id: ExperimentId,
  deed: string,
): BookedExperiment {
  const booked = requireBooked(book, id);
  if (booked.status !== 'running') throw wrongState(booked, deed, 'Only a running experiment can be.');
  return booked;
}

/**
 * What was proposed under this name so far, if anything.
 * @throws {ConflictError} `experiment-state` when it runs or ran: what was measured must keep its name.
 */
export function requireUnstarted(
  book: PolicyBook | undefined,
  id: ExperimentId,
): BookedExperiment | undefined {
  const before = book?.experiments.find(({ experiment }) => experiment.id === id);
  if (before?.status === 'running' || before?.status === 'stopped') {
    throw wrongState(before, 'proposed anew', 'Give the new experiment a name and a salt of its own.');
  }
  return before;
}

/** That an experiment can't be changed so in the state in which it is. */
export function wrongState(
  { experiment, status }: BookedExperiment,
  deed: string,
  fix: string,
): ConflictError {
  return new ConflictError(
    'experiment-state',
    `Experiment "${experiment.id}" is ${status} and can't be ${deed}. ${fix}`,
  );
}

/** The book's experiments with this one in the place of its former self, or last. */
export function withBooked(
  book: PolicyBook | undefined,
  booked: BookedExperiment,
): readonly BookedExperiment[] {
  const all = book?.experiments ?? [];
  const isSame = ({ experiment }: BookedExperiment) => experiment.id === booked.experiment.id;
  return all.some(isSame) ? all.map((each) => (isSame(each) ? booked : each)) : [...all, booked];
}
