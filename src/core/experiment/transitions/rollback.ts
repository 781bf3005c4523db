import { ConflictError } from '../../errors.ts';
import type { PolicyBook } from '../policy-book.ts';
import { policyInWords } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book without the latest promotion: what was served to all before it is served again. Needs no approval.
 * @throws {ConflictError} `nothing-to-roll-back` when the configured policy is served.
 */
export function rollback(book: PolicyBook | undefined, stamp: Stamp): PolicyBook {
  const [dropped, ...serving] = book?.serving ?? [];
  if (dropped === undefined) {
    throw new ConflictError(
      'nothing-to-roll-back',
      'No promotion is in force: what the configuration says is served.',
    );
  }
  const now = serving[0]?.policy ?? { kind: 'configured' };
  const what = `Rolled back ${policyInWords(dropped.policy)}: ${policyInWords(now)} is served to all again.`;
  return nextBook(book, { serving }, { kind: 'rollback', what, evidence: { dropped } }, stamp);
}
