import { ConflictError } from '../../errors.ts';
import { formatInstant } from '../../time/instant.ts';
import type { PolicyBook } from '../policy-book.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book with the experiments going on after a pause, each as it stood: every variant that was stopped stays so.
 * @throws {ConflictError} `experiments-not-paused`.
 */
export function resume(book: PolicyBook | undefined, stamp: Stamp): PolicyBook {
  if (book?.paused === undefined) {
    throw new ConflictError('experiments-not-paused', 'The experiments are not paused.');
  }
  const { at, why } = book.paused;
  const what = `Resumed all experiments, paused since ${formatInstant(at)}: ${why}`;
  return nextBook(book, { paused: undefined }, { kind: 'resume', what }, stamp);
}
