import type { Configuration } from '../core/configuration.ts';
import { type HeededMask, heedDuties } from '../core/decision/heed-duties.ts';
import { type Ruling, ruledFacts } from '../core/decision/ruling.ts';
import { UnavailableError } from '../core/errors.ts';
import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import { applyContactRules } from '../core/rules/apply-contact-rules.ts';
import type { Mask } from '../core/rules/candidate.ts';
import type { ContactProfile } from '../core/rules/contact-profile.ts';
import { questionOf } from '../core/rules/contact-question.ts';
import { indicatedPlaces } from '../core/rules/indicated-places.ts';
import { layOutCandidates } from '../core/rules/lay-out-candidates.ts';
import { ruleBookOf } from '../core/rules/rule-book.ts';
import type { RuleHit } from '../core/rules/rule-hit.ts';
import type { Instant } from '../core/time/instant.ts';
import { configuredActions } from './actions.ts';
import type { DecideRequest } from './decide-request.ts';
import type { ProfileStore } from './ports/profile-store.ts';
import type { Sha256 } from './ports/sha256.ts';
import type { Telemetry } from './ports/telemetry.ts';
import { ruleSetOf } from './rule-set.ts';

export type ContactFacts =
  | { readonly kind: 'known'; readonly profile: ContactProfile; readonly version: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreadable' };

/** The borrower's contact facts; a store that does not answer is a fact too, and one that forbids (invariant 9). */
export async function readContactFacts(
  profiles: ProfileStore,
  id: BorrowerId,
  telemetry: Telemetry,
): Promise<ContactFacts> {
  try {
    const stored = await profiles.get(id);
    return stored === undefined ? { kind: 'unknown' } : { kind: 'known', ...stored };
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    telemetry.warn('Contact facts could not be read: withholding', { code: error.code });
    return { kind: 'unreadable' };
  }
}

const NO_FACTS: Record<'unknown' | 'unreadable', RuleHit> = {
  unknown: {
    rule: 'contact-profile-known@1',
    reason: 'No contact profile is on file for this borrower: consent and local time are unknown.',
  },
  unreadable: {
    rule: 'contact-profile-readable@1',
    reason: 'The contact profile could not be read: consent and recent contacts are unknown.',
  },
};

/** What the contact rules make of a request. */
export interface RuledRequest extends HeededMask {
  /** Absent when there were no facts. */
  readonly ruling?: Ruling;
}

/** Every configured action, eligible or blocked with its reasons, for this request at this moment, and on what grounds. */
export function ruleOn(
  configuration: Configuration,
  facts: ContactFacts,
  request: Pick<DecideRequest, 'borrower' | 'purpose' | 'exclude' | 'horizonHours'>,
  now: Instant,
  decision: DecisionId,
  sha256: Sha256,
): RuledRequest {
  if (facts.kind !== 'known') return { mask: blockAll(configuration, NO_FACTS[facts.kind]) };
  const { profile } = facts;
  const book = ruleBookOf(configuration);
  const laidOut = layOutCandidates({
    configuration,
    timeZone: indicatedPlaces(profile).home ?? '',
    now,
    horizonHours: request.horizonHours ?? configuration.horizonHours,
    exclude: request.exclude,
  });
  const question = questionOf(book, request.purpose, profile, request.borrower.accountId);
  const { candidates } = laidOut;
  const input = { book, question, candidates, profile, now, exceptDecision: decision };
  const { mask, ...duties } = heedDuties(input, applyContactRules(input));
  return {
    mask: { eligible: mask.eligible, blocked: [...laidOut.blocked, ...mask.blocked] },
    ruling: { question, ruleSet: ruleSetOf(book, sha256), facts: ruledFacts(profile, decision) },
    ...duties,
  };
}

function blockAll(configuration: Configuration, hit: RuleHit): Mask {
  return {
    eligible: [],
    blocked: configuredActions(configuration).map(({ action }) => ({ action, hits: [hit] })),
  };
}
