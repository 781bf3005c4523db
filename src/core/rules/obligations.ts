import { DAY_MS, type Instant, instant } from '../time/instant.ts';
import { dayAt, startOfDay } from '../time/local-days.ts';
import { bindingFor } from './applies.ts';
import { type ContactFacts, concerns, contactFacts } from './contact-facts.ts';
import type { AccountFacts, ContactProfile } from './contact-profile.ts';
import type { ContactQuestion } from './contact-question.ts';
import { latestDueDate } from './due-dates.ts';
import { isHeldFor } from './hold-rule.ts';
import type { ContactRule, Medium } from './rule.ts';
import { type RuleBook, ruledChannel } from './rule-book.ts';
import { ruleTerm } from './rule-term.ts';

export type ObligationRule = Extract<ContactRule, { readonly kind: 'obligation' }>;

/** A contact that the law demands and that has not been made. */
export interface DueObligation {
  /** `id@version` of the rule. */
  readonly reference: string;
  readonly rule: ObligationRule;
  /** The start of the due date that was missed, in the home zone. */
  readonly since: Instant;
  /** The first instant at which it is too late: the end of the last day for it, in the home zone. */
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

/**
 * The contacts about the account in question that the law demands now, in the order of the book.
 * @remarks Duties are told only of accounts that are known to be of the product and past due; of a borrower whose local
 * date nobody can tell, none is.
 * @see 12 CFR 1024.39, early intervention.
 */
export function dueObligations(input: ObligationsInput): readonly DueObligation[] {
  const span = { start: input.now, end: instant(input.now + 1) };
  const facts = contactFacts({ ...input, span });
  const { account } = facts;
  const { home } = facts.places;
  const { unpaidSince } = account ?? {};
  if (account === undefined || home === undefined || unpaidSince === undefined) return [];
  const today = dayAt(input.now, home);
  const due: DueObligation[] = [];
  for (const { rule, reference } of facts.book.rules) {
    if (rule.kind !== 'obligation' || !isOwed(rule, facts, account)) continue;
    const { fromDay, byDay, by } = rule.parameters;
    const missed = latestDueDate(unpaidSince, today - fromDay);
    if (missed === undefined) continue;
    const since = startOfDay(missed, home);
    if (isFulfilled(rule, since, facts, account)) continue;
    due.push({ reference, rule, since, dueBy: startOfDay(missed + byDay + 1, home), media: by });
  }
  return due;
}

/** Whether the duty is one of this servicer towards this account, and nothing on file suspends it. */
function isOwed(rule: ObligationRule, facts: ContactFacts, account: AccountFacts): boolean {
  const { products = ['mortgage'] } = rule.accounts ?? {};
  if (account.current === true || account.product === undefined || !products.includes(account.product)) {
    return false;
  }
  const required = { ...facts, question: { ...facts.question, purpose: 'required' as const } };
  const binds = bindingFor(rule, facts) ?? bindingFor(rule, required);
  if (binds === undefined || ruleTerm(rule, facts) === undefined) return false;
  return !rule.parameters.unlessHeld.some((reason) => isHeldFor(reason, facts));
}

/** Whether the duty has been fulfilled since the due date, or so lately that it does not come again yet. */
function isFulfilled(
  rule: ObligationRule,
  since: Instant,
  facts: ContactFacts,
  account: AccountFacts,
): boolean {
  const { again, efforts } = rule.parameters;
  const { now } = facts;
  const deeds = deedsOf(rule, facts, account).filter((at) => at <= now);
  if (deeds.some((at) => at >= since)) return true;
  if (again !== 'due-date' && deeds.some((at) => now < at + again.days * DAY_MS)) return true;
  if (efforts === undefined) return false;
  return attemptsOf(rule, facts).filter(({ interval }) => interval.start >= since).length >= efforts;
}

/** When the duty was fulfilled, ever. */
function deedsOf(rule: ObligationRule, facts: ContactFacts, account: AccountFacts): readonly Instant[] {
  const { profile, question } = facts;
  if (rule.parameters.duty === 'live-contact') {
    const talks = (profile.conversations ?? []).filter(({ accountId }) =>
      concerns(accountId, question.accountId),
    );
    return [...talks.map(({ at }) => at), ...known(account.liveContactAt)];
  }
  const notices = attemptsOf(rule, facts).filter(({ required }) => required === true);
  return [...notices.map(({ interval }) => interval.start), ...known(account.writtenNoticeAt)];
}

/** The contacts made on a medium that fulfils the duty; what is only reserved has not been made. */
function attemptsOf({ parameters: { by } }: ObligationRule, { book, profile, question }: ContactFacts) {
  return profile.contacts.filter(({ kind, channel, accountId }) => {
    const { medium } = ruledChannel(book, channel);
    return (
      kind === 'sent' &&
      medium !== undefined &&
      by.includes(medium) &&
      concerns(accountId, question.accountId)
    );
  });
}

function known(at: Instant | undefined): readonly Instant[] {
  return at === undefined ? [] : [at];
}
