import { findPolicyFaults } from '../../core/experiment/faults/find-policy-faults.ts';
import type { PolicyBook, Signature } from '../../core/experiment/policy-book.ts';
import {
  judgePromotion,
  PROMOTION_MARGINS,
  type PromotionMargins,
  type PromotionVerdict,
} from '../../core/experiment/promotion/promotion-gate.ts';
import { promote } from '../../core/experiment/transitions/promote.ts';
import type { SnapshotId } from '../../core/identifiers.ts';
import type { ServedPolicy } from '../../core/policy/served-policy.ts';
import { makeChangeBook } from '../change-book.ts';
import { declaredFacts } from '../declared-facts.ts';
import type { Signed } from '../experiments.ts';
import { makePublishChallenger } from '../publish-challenger.ts';
import { refuseFaults } from '../refuse-faults.ts';
import { makeRequireSnapshots } from '../require-snapshots.ts';
import type { PromotionEvidence } from './promotion-evidence.ts';

export interface PromotionRequest extends Signed {
  readonly policy: ServedPolicy;
  readonly evidence: PromotionEvidence;
  readonly approvedBy?: Signature;
  readonly margins?: PromotionMargins;
  /** Judges and changes nothing. */
  readonly isDryRun?: boolean;
}

export interface PromotionOutcome {
  readonly verdict: PromotionVerdict;
  /** The book that the promotion made; absent when it was refused or only tried. */
  readonly book?: PolicyBook;
  /** What a learned policy decides by from now on. */
  readonly snapshot?: SnapshotId;
}

export type Promote = (request: PromotionRequest) => Promise<PromotionOutcome>;

/**
 * Serves a policy to everybody who is in no experiment, if every gate lets it pass; the figures are kept with the change.
 * @remarks A learned policy's snapshot is published first: between a promotion and the next publication it would have none,
 * and the fixed rules would decide.
 * @throws {InvalidInputError} `schema-violation` when the policy can't decide under this configuration.
 * @throws {NotFoundError} `snapshot-unknown`. {@link ConflictError} `approval-needed`, `approval-by-author`,
 * `nothing-learned`. Nothing was changed then, nor when a gate refused.
 */
export function makePromote(
  deps: Parameters<typeof makePublishChallenger>[0] & Parameters<typeof makeChangeBook>[0],
): Promote {
  const { configuration } = deps;
  const changeBook = makeChangeBook(deps);
  const publishChallenger = makePublishChallenger(deps);
  const requireSnapshots = makeRequireSnapshots(deps);
  const facts = declaredFacts(configuration);

  return async function promoteGated(request) {
    const { policy, evidence, at, by, approvedBy, margins = PROMOTION_MARGINS, isDryRun = false } = request;
    refuseFaults('The policy can not be promoted', findPolicyFaults(policy, facts, '/policy'));
    await requireSnapshots([policy]);
    const verdict = judgePromotion(evidence.facts, margins);
    const transition = (book: PolicyBook | undefined): PolicyBook =>
      promote(
        book,
        policy,
        { model: configuration.model, at, by },
        {
          fourEyesAbove: configuration.experiments.fourEyesAbove,
          ...(approvedBy === undefined ? {} : { approvedBy }),
          evidence: { ...evidence, margins, findings: verdict.findings },
        },
      );
    if (!verdict.passed || isDryRun) return { verdict };
    // Refuses what lacks a signature before anything is published.
    transition(await deps.policyBooks.get(configuration.model));
    const published = policy.kind === 'learned' ? await publishChallenger(policy, at) : undefined;
    const book = await changeBook(transition);
    return { verdict, book, ...(published === undefined ? {} : { snapshot: published.champion.snapshot }) };
  };
}
