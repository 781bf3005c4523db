import type { Interval } from '../time/instant.ts';
import { bindingFor } from './applies.ts';
import type { ContactFacts } from './contact-facts.ts';
import type { ContactRule } from './rule.ts';
import type { RuleHit } from './rule-hit.ts';
import { ruleTerm } from './rule-term.ts';

/** A rule of the book that applies to the question, and when. */
export interface TermedRule {
  readonly rule: ContactRule;
  /** The part of the span in which it applies. */
  readonly term: Interval;
  readonly hit: RuleHit;
}

/** The rules of the book that apply to the question somewhere in the span, on whatever channel; in the book's order. */
export function appliedRules(facts: ContactFacts): readonly TermedRule[] {
  const applied: TermedRule[] = [];
  for (const { rule, reference } of facts.book.rules) {
    const binding = bindingFor(rule, facts);
    if (binding === undefined) continue;
    const term = ruleTerm(rule, facts);
    if (term === undefined) continue;
    applied.push({ rule, term, hit: { rule: reference, reason: rule.title, binding } });
  }
  return applied;
}
