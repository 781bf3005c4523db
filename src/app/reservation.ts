import type { Configuration } from '../core/configuration.ts';
import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import type { ContactEntry, ContactProfile } from '../core/rules/contact-profile.ts';
import { isAttempt, withClaim } from '../core/rules/told-facts.ts';
import type { Instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import { withoutForgotten } from './kept-facts.ts';
import type { ProfileStore } from './ports/profile-store.ts';

/** The profile with one more contact entry, without entries and holds that no rule can ask about any more. */
export function withContact(
  profile: ContactProfile,
  entry: ContactEntry,
  now: Instant,
  configuration: Pick<Configuration, 'rules' | 'channels'>,
): ContactProfile {
  const kept = withoutForgotten(profile, now, configuration);
  return { ...kept, contacts: [...kept.contacts, entry] };
}

/** The same with the entry in the place of the decision's own; attempts that were reported already stand for it. */
export function withSentContact(
  profile: ContactProfile,
  sent: ContactEntry,
  now: Instant,
  configuration: Pick<Configuration, 'rules' | 'channels'>,
): ContactProfile {
  return withClaim(withoutForgotten(profile, now, configuration), sent);
}

/**
 * Takes a decision's entries out of the profile: all, or only the attempt at deciding with this token. Calls that were
 * reported stay: they were made. A profile that is gone or has no such entry is left alone.
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
      (entry) =>
        entry.decisionId !== decision || isAttempt(entry) || (token !== undefined && entry.token !== token),
    );
    if (contacts.length === stored.profile.contacts.length) return 'done';
    return await profiles.put({ ...stored.profile, contacts }, stored.version);
  });
}
