import type { ServedPolicy } from '../../policy/served-policy.ts';
import type { PolicyBook, Signature } from '../policy-book.ts';
import { approvalNeeded, requireAnother } from './four-eyes.ts';
import { policyInWords } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/** Policies served to all that are kept to roll back to. */
export const MOST_SERVING = 20;

/** What a promotion rests on. */
export interface PromotionGrounds {
  /** The share of everybody, in [0, 1], that one author may have live without an approval; a promotion is of all. */
  readonly fourEyesAbove: number;
  readonly approvedBy?: Signature;
  /** JSON, such as the figures of the gate that the policy passed. */
  readonly evidence?: unknown;
}

/**
 * The book with a policy served to everybody who is in no experiment; what was served before is kept for a rollback.
 * @throws {ConflictError} `approval-needed`; `approval-by-author` when both signatures are of one author.
 */
export function promote(
  book: PolicyBook | undefined,
  policy: ServedPolicy,
  stamp: Stamp,
  { fourEyesAbove, approvedBy, evidence }: PromotionGrounds,
): PolicyBook {
  if (approvedBy !== undefined) requireAnother(stamp.by, approvedBy);
  else if (!(fourEyesAbove >= 1)) {
    throw approvalNeeded(1, fourEyesAbove, 'Have the promotion approved by somebody else.');
  }
  const signed = { by: stamp.by, ...(approvedBy !== undefined && { approvedBy }) };
  const serving = [{ policy, since: stamp.at, ...signed }, ...(book?.serving ?? [])];
  return nextBook(
    book,
    { serving: serving.slice(0, MOST_SERVING) },
    {
      kind: 'promote',
      what: `Promoted ${policyInWords(policy)}: it is served to everybody who is in no experiment.`,
      ...(approvedBy !== undefined && { approvedBy }),
      evidence: evidence === undefined ? { policy } : { policy, gate: evidence },
    },
    stamp,
  );
}
