import { canonicalJson } from '../../core/canonical-json.ts';
import { ConflictError } from '../../core/errors.ts';
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
import { servedToAll } from './served-strategy.ts';

export interface PromotionRequest extends Signed {
  readonly policy: ServedPolicy;
  readonly evidence: PromotionEvidence;
  /** What was served to everybody when the evidence was gathered. */
  readonly champion: ServedPolicy;
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
 * `nothing-learned`, `version-moved` when another policy is served by now. Nothing was changed then, nor when a gate refused.
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
    const { policy, evidence, champion, at, by, approvedBy } = request;
    const { margins = PROMOTION_MARGINS, isDryRun = false } = request;
    refuseFaults('The policy can not be promoted', findPolicyFaults(policy, facts, '/policy'));
    await requireSnapshots([policy]);
    const verdict = judgePromotion(evidence.facts, margins);
    const transition = (book: PolicyBook | undefined): PolicyBook => {
      requireStillServed(book, champion);
      return promote(
        book,
        policy,
        { model: configuration.model, at, by },
        {
          fourEyesAbove: configuration.experiments.fourEyesAbove,
          ...(approvedBy === undefined ? {} : { approvedBy }),
          evidence: { ...evidence, margins, findings: verdict.findings },
        },
      );
    };
    if (!verdict.passed || isDryRun) return { verdict };
    // Refuses what lacks a signature before anything is published.
    transition(await deps.policyBooks.get(configuration.model));
    const published = policy.kind === 'learned' ? await publishChallenger(policy, at) : undefined;
    const book = await changeBook(transition);
    return { verdict, book, ...(published === undefined ? {} : { snapshot: published.champion.snapshot }) };
  };
}

/** What beats one champion need not beat the next: two promotions at once would both rest on the one before. */
function requireStillServed(book: PolicyBook | undefined, champion: ServedPolicy): void {
  if (canonicalJson(servedToAll(book)) === canonicalJson(champion)) return;
  throw new ConflictError(
    'version-moved',
    'Another policy is served than the one that this was compared with. Judge it again.',
  );
}
