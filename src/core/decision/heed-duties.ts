import { applyContactRules, type ContactRulesInput } from '../rules/apply-contact-rules.ts';
import type { BlockedAction, Candidate, Mask } from '../rules/candidate.ts';
import { asDemanded } from '../rules/contact-question.ts';
import { type DueObligation, dueObligations } from '../rules/obligations.ts';
import { ruledChannel } from '../rules/rule-book.ts';
import type { RuleHit } from '../rules/rule-hit.ts';
import { formatInstant } from '../time/instant.ts';
import type { Duty } from './decision-record.ts';

/** What is left of a mask when the law demands a contact. */
export interface HeededMask {
  readonly mask: Mask;
  /** Set when one action is left because this duty demands it. */
  readonly forced?: Duty;
  /** Duties that can't be fulfilled now: nothing that would is lawful, or no channel does. */
  readonly unmet?: readonly Duty[];
}

/**
 * The mask as it is when nothing is demanded. Otherwise only the contact that fulfils the most urgent duty: of those that
 * the rules permit for it, the one whose send window begins first (of several the first as configured). When none is
 * permitted, nothing is: a person has to see to it, and inaction must not look like a choice.
 * @param mask What the rules make of the candidates for the purpose that was asked.
 * @remarks A duty that no configured channel can fulfil is somebody else's to fulfil; it is told and forces nothing.
 * @see 12 CFR 1024.39 for early intervention.
 */
export function heedDuties(input: ContactRulesInput, mask: Mask): HeededMask {
  const due = dueObligations(input);
  if (due.length === 0) return { mask };
  const ours = due.filter((duty) => input.book.channels.some(({ id }) => fulfils(duty, id, input)));
  const [urgent] = [...ours].sort((a, b) => a.dueBy - b.dueBy);
  if (urgent === undefined) return { mask, unmet: due.map(asDuty) };

  const fulfilling = input.candidates.filter(
    ({ channel }) => channel !== undefined && fulfils(urgent, channel, input),
  );
  const required = applyContactRules({
    ...input,
    question: asDemanded(input.question),
    candidates: fulfilling,
  });
  const chosen = firstToBegin(required.eligible);
  const hit = demandHit(urgent, chosen !== undefined);
  const blocked = input.candidates
    .filter(({ action }) => action !== chosen?.action)
    .map(({ action }) => ({ action, hits: [hit, ...hitsOf(action, required), ...hitsOf(action, mask)] }))
    .map(withoutRepeats);
  return {
    mask: { eligible: chosen === undefined ? [] : [chosen], blocked },
    ...(chosen === undefined
      ? { unmet: due.map(asDuty) }
      : { forced: asDuty(urgent), ...unmetBeside(due.filter((duty) => duty !== urgent)) }),
  };
}

function fulfils(
  { media }: DueObligation,
  channel: Candidate['channel'],
  { book }: ContactRulesInput,
): boolean {
  const medium = channel === undefined ? undefined : ruledChannel(book, channel).medium;
  return medium !== undefined && media.includes(medium);
}

function firstToBegin(eligible: readonly Candidate[]): Candidate | undefined {
  let first: Candidate | undefined;
  for (const each of eligible) {
    if (each.window === undefined) continue;
    if (first?.window === undefined || each.window.interval.start < first.window.interval.start) first = each;
  }
  return first;
}

function demandHit({ reference, rule, dueBy }: DueObligation, isMet: boolean): RuleHit {
  const what = rule.parameters.duty === 'live-contact' ? 'live contact' : 'a written notice';
  const reason = isMet
    ? `The law requires ${what} before ${formatInstant(dueBy)} (${rule.citation}); nothing else may take its place.`
    : `The law requires ${what} before ${formatInstant(dueBy)} (${rule.citation}), which nothing lawful can fulfil now.`;
  return { rule: reference, reason, binding: rule.binding };
}

function hitsOf(action: string, { blocked }: Mask): readonly RuleHit[] {
  return blocked.find((each) => each.action === action)?.hits ?? [];
}

function withoutRepeats({ action, hits }: BlockedAction): BlockedAction {
  return {
    action,
    hits: hits.filter(({ rule }, place) => hits.findIndex((hit) => hit.rule === rule) === place),
  };
}

function asDuty({ reference, dueBy }: DueObligation): Duty {
  return { rule: reference, dueBy };
}

function unmetBeside(others: readonly DueObligation[]): Pick<HeededMask, 'unmet'> {
  return others.length === 0 ? {} : { unmet: others.map(asDuty) };
}
