import { formatInstant, type Instant, type Interval } from '../time/instant.ts';
import type { ContactFacts } from './contact-facts.ts';
import type { Hold, HoldReason } from './contact-profile.ts';
import { holdEnd } from './holds.ts';
import type { Cut } from './restriction.ts';
import { forbids } from './restriction.ts';
import type { Medium, SuppressionFact } from './rule.ts';
import { mediumIn, type RuleBook, type RuledChannel, sharesMedium } from './rule-book.ts';

const RULE = 'do-not-contact@1';

type HoldFact = Extract<SuppressionFact, { readonly fact: 'hold' }>;

/** Why the hold is on file. */
function reasonOf({ reason }: Pick<Hold, 'reason'>): HoldReason {
  return reason ?? 'do-not-contact';
}

/** Whether a hold for this reason, on any channel, binds now. */
export function isHeldFor(reason: HoldReason, facts: ContactFacts): boolean {
  return facts.profile.holds.some(
    (hold) =>
      reasonOf(hold) === reason && holdsAccount(hold, facts) && (holdEnd(hold) ?? facts.span.end) > facts.now,
  );
}

/** Whether the hold is about the account in question: one on an account also holds a contact that names none. */
function holdsAccount({ accountId }: Hold, { question }: Pick<ContactFacts, 'question'>): boolean {
  return accountId === undefined || question.accountId === undefined || accountId === question.accountId;
}

/**
 * Every hold that binds the channel, whatever its reason. A hold binds from when it is on file.
 * @remarks A contact that the law requires is left to the rules that name the hold's reason, if any does: they know
 * which holds such a contact may pass.
 */
export function doNotContact(facts: ContactFacts, channel: RuledChannel): readonly Cut[] {
  const { book, question, profile } = facts;
  const named = question.purpose === 'required' ? namedReasons(book) : undefined;
  const binding = profile.holds.filter(
    (hold) =>
      holdsAccount(hold, facts) &&
      named?.has(reasonOf(hold)) !== true &&
      (hold.channel === undefined || sharesMedium(book, hold.channel, channel)),
  );
  if (binding.length === 0) return [];
  const endless = binding.filter((hold) => holdEnd(hold) === undefined);
  const cuts: Cut[] = [];
  if (endless.some((hold) => hold.channel === undefined)) {
    cuts.push(forbids({ rule: RULE, reason: 'A do-not-contact hold on every channel is on file.' }));
  }
  if (endless.some((hold) => hold.channel !== undefined)) {
    cuts.push(forbids({ rule: RULE, reason: 'A do-not-contact hold on this channel is on file.' }));
  }
  const end = lastEnd(binding);
  if (end !== undefined && end > facts.span.start) {
    const hit = { rule: RULE, reason: `A do-not-contact hold is on file until ${formatInstant(end)}.` };
    cuts.push({ kind: 'cut', hit, lawful: from(end, facts.span), timedHold: true });
  }
  return cuts;
}

/** The parts of the span in which no hold for one of the rule's reasons reaches the channel. */
export function partsWithoutHolds(
  fact: HoldFact,
  media: readonly Medium[],
  facts: ContactFacts,
  channel: RuledChannel,
): readonly Interval[] {
  const binding = facts.profile.holds.filter(
    (hold) =>
      fact.reasons.includes(reasonOf(hold)) &&
      holdsAccount(hold, facts) &&
      (hold.channel === undefined || reaches(fact, hold.channel, media, facts.book, channel)),
  );
  if (binding.some((hold) => holdEnd(hold) === undefined)) return [];
  const end = lastEnd(binding);
  return end === undefined ? [facts.span] : from(end, facts.span);
}

function reaches(
  { reach }: HoldFact,
  held: NonNullable<Hold['channel']>,
  media: readonly Medium[],
  book: RuleBook,
  channel: RuledChannel,
): boolean {
  switch (reach) {
    case 'channel':
      return sharesMedium(book, held, channel);
    case 'media':
      return mediumIn(book, held, media);
    case 'person':
      return true;
  }
}

const reasonsOfBook = new WeakMap<RuleBook, ReadonlySet<HoldReason>>();

/** The reasons for holds that some rule of the book names. */
function namedReasons(book: RuleBook): ReadonlySet<HoldReason> {
  const known = reasonsOfBook.get(book);
  if (known !== undefined) return known;
  const reasons = new Set(
    book.rules.flatMap(({ rule }) =>
      rule.kind === 'suppression' && rule.parameters.when.fact === 'hold' ? rule.parameters.when.reasons : [],
    ),
  );
  reasonsOfBook.set(book, reasons);
  return reasons;
}

function lastEnd(holds: readonly Hold[]): Instant | undefined {
  let last: Instant | undefined;
  for (const hold of holds) {
    const end = holdEnd(hold);
    if (end !== undefined && (last === undefined || end > last)) last = end;
  }
  return last;
}

function from(end: Instant, span: Interval): readonly Interval[] {
  if (end <= span.start) return [span];
  return end < span.end ? [{ start: end, end: span.end }] : [];
}
