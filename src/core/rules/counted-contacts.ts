import type { DecisionId } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';
import type { ContactEntry } from './contact-profile.ts';

/** The entries that a new contact must be counted with: made ones, and reservations that may still become one. */
export function countedContacts(
  contacts: readonly ContactEntry[],
  now: Instant,
  exceptDecision: DecisionId | undefined,
): readonly ContactEntry[] {
  return contacts.filter(
    ({ decisionId, kind, interval }) =>
      decisionId !== exceptDecision && (kind === 'sent' || Math.max(interval.start, interval.end) > now),
  );
}
