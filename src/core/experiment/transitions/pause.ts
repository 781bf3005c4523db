import { ConflictError } from '../../errors.ts';
import type { PolicyBook } from '../policy-book.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book with all tests standing still: what is served to all decides. Holdouts go on. Needs no approval.
 * @param why In plain words with figures.
 * @param evidence JSON, such as the harm counted against its budget.
 * @throws {ConflictError} `experiments-paused` when they stand still already.
 */
export function pause(
  book: PolicyBook | undefined,
  why: string,
  stamp: Stamp,
  evidence?: unknown,
): PolicyBook {
  if (book?.paused !== undefined) {
    throw new ConflictError('experiments-paused', 'All experiments stand still already.');
  }
  return nextBook(
    book,
    { paused: { at: stamp.at, why } },
    { kind: 'pause', what: `Paused all experiments: ${why}`, ...(evidence !== undefined && { evidence }) },
    stamp,
  );
}
