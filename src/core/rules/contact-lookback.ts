import type { ContactEntry, ContactProfile } from './contact-profile.ts';
import { type ContactRule, LONGEST_MONTH_DAYS } from './rule.ts';
import { mediumIn, type RuleBook } from './rule-book.ts';

/**
 * How many days back a rule of the book can still ask about a contact like this one of this borrower: as far as a cap
 * counts it, or as a duty asks whether it was made.
 * @remarks Whether a duty is owed is asked of the accounts on file. Should a mortgage be told of later only, its earlier
 * calls are forgotten and the duty is taken to be outstanding, which is the safe side of it.
 */
export function contactLookbackDays(
  book: RuleBook,
  { accounts = {} }: Pick<ContactProfile, 'accounts'>,
  entry: Pick<ContactEntry, 'channel' | 'place' | 'required'>,
): number {
  const products = new Set(Object.values(accounts).map(({ product }) => product));
  const ofRule = (rule: ContactRule): number => {
    if (rule.kind === 'cap') {
      const { together, place, days } = rule.parameters;
      const counts =
        (place === undefined || place === entry.place) && mediumIn(book, entry.channel, together);
      return counts ? days : 0;
    }
    if (rule.kind !== 'obligation') return 0;
    const { by, fromDay, again } = rule.parameters;
    const owed = (rule.accounts?.products ?? ['mortgage']).some((product) => products.has(product));
    if (!owed || !mediumIn(book, entry.channel, by)) return 0;
    // The due date looked at is the latest of those that are at least `fromDay` days past: at most a month older.
    const since = fromDay + LONGEST_MONTH_DAYS;
    return entry.required === true && again !== 'due-date' ? Math.max(since, again.days) : since;
  };
  const ofCaps = book.settings.caps.map(({ channels, days }) =>
    channels === undefined || channels.includes(entry.channel) ? days : 0,
  );
  return Math.max(0, ...ofCaps, ...book.rules.map(({ rule }) => ofRule(rule)));
}
