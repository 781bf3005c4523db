import type { StoredProfile } from '../app/ports/profile-store.ts';
import type { BorrowerId } from '../core/identifiers.ts';
import type { ContactEntry } from '../core/rules/contact-profile.ts';
import type { ContactsResponse, ProfileResponse } from './borrower-profile.ts';
import { inText } from './in-text.ts';

/** A contact profile as its owner put it, with the holds, conversations and consents that outcomes told. */
export function profileResponse({ profile, version }: StoredProfile): ProfileResponse {
  const { contacts: _listedElsewhere, missedCalls: _shownWithContacts, ...facts } = profile;
  return { ...inText(facts), version };
}

export function contactsResponse(
  borrowerId: BorrowerId,
  contacts: readonly ContactEntry[],
): ContactsResponse {
  return {
    borrowerId,
    contacts: contacts.map(({ token: _internal, interval, ...entry }) => ({ ...entry, ...inText(interval) })),
  };
}
