import { type DecisionId, NO_CONTACT } from '../identifiers.ts';
import { type Instant, type Interval, instant } from '../time/instant.ts';
import type { BlockedAction, Candidate, Mask } from './candidate.ts';
import { contactFacts } from './contact-facts.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { ContactQuestion } from './contact-question.ts';
import { makeContactJudge } from './judge-contact.ts';
import type { RuleBook } from './rule-book.ts';
import type { RuleHit } from './rule-hit.ts';

export interface ContactRulesInput {
  readonly book: RuleBook;
  readonly question: ContactQuestion;
  readonly candidates: readonly Candidate[];
  readonly profile: ContactProfile;
  readonly now: Instant;
  /** A decision whose own contact entries don't count: the one that is being made again or confirmed. */
  readonly exceptDecision?: DecisionId;
}

export const NOTHING_TO_CHOOSE: RuleHit = {
  rule: 'nothing-to-choose@1',
  reason: 'No contact is permitted, so there is nothing to choose between.',
};

/**
 * Each candidate once: eligible, with its send window cut to where contact is lawful, or blocked with every rule that
 * forbids it. `no-contact` is eligible iff some contact is.
 * @remarks Invariant 1: what is missing or contradicts itself forbids, and a further fact on file (a hold, a contact,
 * a time zone) never makes an action eligible.
 */
export function applyContactRules(input: ContactRulesInput): Mask {
  const { candidates, ...asked } = input;
  const judge = makeContactJudge(contactFacts({ ...asked, span: spanOf(candidates, input.now) }));
  const eligible: Candidate[] = [];
  const blocked: BlockedAction[] = [];
  for (const candidate of candidates) {
    if (candidate.action === NO_CONTACT) continue;
    const verdict = judge(candidate);
    if ('hits' in verdict) blocked.push(verdict);
    else eligible.push(verdict);
  }
  const inaction = candidates.filter(({ action }) => action === NO_CONTACT);
  if (eligible.length > 0) eligible.push(...inaction);
  else blocked.push(...inaction.map(({ action }) => ({ action, hits: [NOTHING_TO_CHOOSE] })));
  return { eligible, blocked };
}

/** From `now` to the end of the last send window. */
function spanOf(candidates: readonly Candidate[], now: Instant): Interval {
  let end = now + 1;
  for (const { window } of candidates) {
    // A window that has ended is judged at its start or now, whichever is later.
    if (window !== undefined) end = Math.max(end, window.interval.start + 1, window.interval.end);
  }
  return { start: now, end: instant(end) };
}
