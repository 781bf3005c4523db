import type { StoredProfile } from '../app/ports/profile-store.ts';
import type { BorrowerId } from '../core/identifiers.ts';
import type { Consent, ContactEntry } from '../core/rules/contact-profile.ts';
import { formatInstant } from '../core/time/instant.ts';
import type { ContactsResponse, ProfileResponse } from './borrower-profile.ts';

/** A contact profile as its owner put it, with the holds that outcomes caused. */
export function profileResponse({ profile, version }: StoredProfile): ProfileResponse {
  return {
    borrowerId: profile.borrowerId,
    version,
    timeZones: [...profile.timeZones],
    consents: Object.fromEntries(
      Object.entries(profile.consents).map(([channel, consent]) => [channel, consentResponse(consent)]),
    ),
    holds: profile.holds.map(({ id, channel, since, until, source }) => ({
      id,
      ...(channel === undefined ? {} : { channel }),
      since: formatInstant(since),
      ...(until === undefined ? {} : { until: formatInstant(until) }),
      source,
    })),
  };
}

export function contactsResponse(
  borrowerId: BorrowerId,
  contacts: readonly ContactEntry[],
): ContactsResponse {
  return {
    borrowerId,
    contacts: contacts.map(({ decisionId, channel, kind, interval }) => ({
      decisionId,
      channel,
      kind,
      start: formatInstant(interval.start),
      end: formatInstant(interval.end),
    })),
  };
}

function consentResponse({ status, since }: Consent): ProfileResponse['consents'][string] {
  return { status, ...(since === undefined ? {} : { since: formatInstant(since) }) };
}
