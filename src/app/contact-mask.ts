import type { Configuration } from '../core/configuration.ts';
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
import type { Telemetry } from './ports/telemetry.ts';

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

/** Every configured action, eligible or blocked with its reasons, for this request at this moment. */
export function maskFor(
  configuration: Configuration,
  facts: ContactFacts,
  request: Pick<DecideRequest, 'borrower' | 'purpose' | 'exclude' | 'horizonHours'>,
  now: Instant,
  decision: DecisionId,
): Mask {
  if (facts.kind !== 'known') return blockAll(configuration, NO_FACTS[facts.kind]);
  const { profile } = facts;
  const book = ruleBookOf(configuration);
  const laidOut = layOutCandidates({
    configuration,
    timeZone: indicatedPlaces(profile).home ?? '',
    now,
    horizonHours: request.horizonHours ?? configuration.horizonHours,
    exclude: request.exclude,
  });
  const mask = applyContactRules({
    book,
    question: questionOf(book, request.purpose, profile, request.borrower.accountId),
    candidates: laidOut.candidates,
    profile,
    now,
    exceptDecision: decision,
  });
  return { eligible: mask.eligible, blocked: [...laidOut.blocked, ...mask.blocked] };
}

function blockAll(configuration: Configuration, hit: RuleHit): Mask {
  return {
    eligible: [],
    blocked: configuredActions(configuration).map(({ action }) => ({ action, hits: [hit] })),
  };
}
