import { questionOf } from '../../../src/core/rules/contact-question.ts';
import { judgeMoment } from '../../../src/core/rules/judge-moment.ts';
import { ruledChannel } from '../../../src/core/rules/rule-book.ts';
import type { RuleHit } from '../../../src/core/rules/rule-hit.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import { LAW_CHANNELS } from './law-books.ts';
import { type LawAnswer, lawCheck } from './law-check.ts';
import { PROVISION_OF_RULE } from './provision-of-rule.ts';
import type { LawCase } from './random-case.ts';

/** How far ahead the engine is asked how long contact stays lawful. */
const AHEAD_MS = 4 * 3_600_000;

export interface Comparison {
  readonly checker: LawAnswer;
  /** Empty when the engine finds it lawful. */
  readonly hits: readonly RuleHit[];
  /** Both find it lawful, and until the same millisecond, or both forbid it by the same provisions. */
  readonly isAgreed: boolean;
}

/** What the checker says of a case at an instant, its own unless another is given. */
export function askChecker(lawCase: LawCase, at: number = lawCase.at, now: number = at): LawAnswer {
  const { book, purpose, accountId, channel, profile, ownDecision } = lawCase;
  return lawCheck({
    profile,
    purpose,
    actor: book.actor,
    ...(accountId === undefined ? {} : { accountId }),
    channel,
    channels: LAW_CHANNELS,
    at,
    now,
    ...(ownDecision === undefined ? {} : { ownDecision }),
    settings: book.settings,
  });
}

/** Engine and checker on one case. */
export function compare(lawCase: LawCase): Comparison {
  const { book, purpose, accountId, channel, at, profile, ownDecision } = lawCase;
  const checker = askChecker(lawCase);
  const verdict = judgeMoment({
    book: book.book,
    question: questionOf(book.book, purpose, profile, accountId),
    channel: ruledChannel(book.book, channel.id),
    profile,
    at,
    until: (at + AHEAD_MS) as Instant,
    ...(ownDecision === undefined ? {} : { exceptDecision: ownDecision }),
  });
  if (verdict.kind === 'lawful') {
    return { checker, hits: [], isAgreed: checker.isAllowed && endAgrees(lawCase, verdict.until) };
  }
  const { hits } = verdict;
  return { checker, hits, isAgreed: !checker.isAllowed && namesAgree(checker, hits) };
}

/** Whether the stretch's last millisecond is lawful to the checker, and what follows is not, unless nobody asked. */
function endAgrees(lawCase: LawCase, until: number): boolean {
  const { at } = lawCase;
  if (!askChecker(lawCase, until - 1, at).isAllowed) return false;
  return until === at + AHEAD_MS || !askChecker(lawCase, until, at).isAllowed;
}

/** Whether both name the same provisions. Where no place is known for sure, what clocks show there does not matter. */
function namesAgree({ blockedBy }: LawAnswer, hits: readonly RuleHit[]): boolean {
  if (blockedBy.has('zone unknown')) return hits.some(({ rule }) => provisionOf(rule) === 'zone unknown');
  const named = new Set(hits.map(({ rule }) => provisionOf(rule)));
  return named.size === blockedBy.size && [...named].every((name) => blockedBy.has(name));
}

function provisionOf(reference: string): string {
  const [id = ''] = reference.split('@');
  return PROVISION_OF_RULE[id] ?? `no provision for ${id}`;
}
