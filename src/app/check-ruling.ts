import type { Configuration } from '../core/configuration.ts';
import type { DecisionRecord, Selected } from '../core/decision/decision-record.ts';
import { profileOfFacts } from '../core/decision/ruling.ts';
import { applyContactRules } from '../core/rules/apply-contact-rules.ts';
import { asDemanded } from '../core/rules/contact-question.ts';
import { ruleBookOf } from '../core/rules/rule-book.ts';
import type { Sha256 } from './ports/sha256.ts';
import { ruleSetOf } from './rule-set.ts';

/** What judging a chosen contact again has shown. `unknown`: by other rules, or without evidence of what they saw. */
export type RulingCheck = 'lawful' | 'unknown' | { readonly problem: string };

/** Judges the contact of a decision again by what its record says that the rules saw, if the same rules are in force. */
export function checkRuling(
  configuration: Configuration,
  sha256: Sha256,
  { ruling, decidedAt }: DecisionRecord,
  { action, contact, forced }: Selected,
): RulingCheck {
  const book = ruleBookOf(configuration);
  if (ruling === undefined || contact === undefined || ruling.ruleSet !== ruleSetOf(book, sha256))
    return 'unknown';
  const { question } = ruling;
  const { eligible, blocked } = applyContactRules({
    book,
    question: forced === undefined ? question : asDemanded(question),
    candidates: [{ action, ...contact }],
    profile: profileOfFacts(ruling.facts),
    now: decidedAt,
  });
  if (eligible.length > 0) return 'lawful';
  const rules = blocked.flatMap(({ hits }) => hits.map(({ rule }) => rule));
  return { problem: `by the facts in its record its contact was forbidden by ${rules.join(', ')}` };
}
