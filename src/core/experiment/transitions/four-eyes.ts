import { ConflictError } from '../../errors.ts';
import type { Instant } from '../../time/instant.ts';
import type { Experiment } from '../experiment.ts';
import type { BookedExperiment, PolicyBook, Signature } from '../policy-book.ts';
import { shareAt } from '../share-at.ts';
import { percent } from './in-words.ts';
import type { Stamp } from './stamp.ts';

/**
 * Whether two signatures are of one author, whatever case, spaces and invisible characters they are written with; or of one
 * caller, whatever they call themselves.
 */
export function isSameAuthor(a: Signature, b: Signature): boolean {
  return plain(a.author) === plain(b.author) || (a.caller !== undefined && a.caller === b.caller);
}

function plain(author: string): string {
  return author
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

/**
 * Passes when the two signatures are of different authors.
 * @throws {ConflictError} `approval-by-author`.
 */
export function requireAnother(author: Signature, approver: Signature): void {
  if (!isSameAuthor(author, approver)) return;
  throw new ConflictError(
    'approval-by-author',
    'The second pair of eyes is that of the author. Ask somebody else to approve it.',
  );
}

/** The largest share of everybody that an experiment takes under a ramp from an instant on, in [0, 1]. */
export function peakShare(
  { slice }: Pick<Experiment, 'slice'>,
  ramp: Experiment['ramp'],
  at: Instant,
): number {
  const later = ramp.filter(({ from }) => from > at).map(({ share }) => share);
  return Math.max(shareAt(ramp, at), ...later) * (slice.to - slice.from);
}

/**
 * The share of everybody that an author would have live from an instant on without a second pair of eyes, were this
 * experiment to run with this ramp: all of the author's count together, else a large one could go live in small slices.
 */
export function aloneLive(
  book: PolicyBook | undefined,
  experiment: Experiment,
  ramp: Experiment['ramp'],
  { at, by }: Pick<Stamp, 'at' | 'by'>,
): number {
  const others = (book?.experiments ?? []).filter(
    (booked) => booked.experiment.id !== experiment.id && isLiveAlone(booked, by),
  );
  return others.reduce(
    (sum, other) => sum + peakShare(other.experiment, other.experiment.ramp, at),
    peakShare(experiment, ramp, at),
  );
}

function isLiveAlone({ status, proposedBy, approvedBy }: BookedExperiment, author: Signature): boolean {
  return status === 'running' && approvedBy === undefined && isSameAuthor(proposedBy, author);
}

/** Whether a ramp takes, from an instant on, never more than another one does. */
export function isNeverAbove(ramp: Experiment['ramp'], limit: Experiment['ramp'], at: Instant): boolean {
  const times = [at, ...[...ramp, ...limit].map(({ from }) => from).filter((from) => from > at)];
  return times.every((time) => shareAt(ramp, time) <= shareAt(limit, time));
}

/** That something can't go live without a second pair of eyes. */
export function approvalNeeded(share: number, fourEyesAbove: number, fix: string): ConflictError {
  return new ConflictError(
    'approval-needed',
    `One author alone would have ${percent(share)} of everybody live, above the ${percent(fourEyesAbove)} allowed. ${fix}`,
  );
}
