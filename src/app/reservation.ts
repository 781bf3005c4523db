import type { Configuration } from '../core/configuration.ts';
import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import type { ContactEntry, ContactProfile } from '../core/rules/contact-profile.ts';
import { withoutOver } from '../core/rules/outcome-holds.ts';
import { DAY_MS, type Instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { ProfileStore } from './ports/profile-store.ts';

/** Entries older than every cap looks back are kept this much longer, for whoever asks about recent contacts. */
const MARGIN_DAYS = 7;

/** The profile with one more contact entry, without entries and holds that no rule can ask about any more. */
export function withContact(
  profile: ContactProfile,
  entry: ContactEntry,
  now: Instant,
  { rules }: Pick<Configuration, 'rules'>,
): ContactProfile {
  const keptDays = Math.max(0, ...rules.caps.map(({ days }) => days)) + MARGIN_DAYS;
  const contacts = profile.contacts.filter(
    ({ kind, interval }) => interval.end > now || (kind === 'sent' && interval.end > now - keptDays * DAY_MS),
  );
  return { ...profile, holds: withoutOver(profile.holds, now), contacts: [...contacts, entry] };
}

/**
 * Takes a decision's entries out of the profile: all, or only the attempt with this token. A profile that is gone or
 * has no such entry is left alone.
 */
export async function releaseContact(
  profiles: ProfileStore,
  borrower: BorrowerId,
  decision: DecisionId,
  token?: string,
): Promise<void> {
  await contend('Releasing a contact slot', async () => {
    const stored = await profiles.get(borrower);
    if (stored === undefined) return 'done';
    const contacts = stored.profile.contacts.filter(
      (entry) => entry.decisionId !== decision || (token !== undefined && entry.token !== token),
    );
    if (contacts.length === stored.profile.contacts.length) return 'done';
    return await profiles.put({ ...stored.profile, contacts }, stored.version);
  });
}
