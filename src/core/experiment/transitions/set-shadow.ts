import type { ServedPolicy } from '../../policy/served-policy.ts';
import type { PolicyBook } from '../policy-book.ts';
import { policyInWords } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/** The book with a policy whose propensities are logged beside those of what decides; undefined: none. */
export function setShadow(
  book: PolicyBook | undefined,
  policy: ServedPolicy | undefined,
  stamp: Stamp,
): PolicyBook {
  const what =
    policy === undefined
      ? 'Took the shadow policy away.'
      : `Logs ${policyInWords(policy)} in the shadow of what decides.`;
  return nextBook(
    book,
    { shadow: policy },
    { kind: 'shadow', what, ...(policy !== undefined && { evidence: { policy } }) },
    stamp,
  );
}
