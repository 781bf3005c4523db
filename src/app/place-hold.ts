import type { BorrowerId } from '../core/identifiers.ts';
import type { Hold } from '../core/rules/contact-profile.ts';
import { contend } from './contend.ts';
import type { ProfileStore } from './ports/profile-store.ts';

/** Adds the hold to the borrower's profile unless it is there, or there is no profile. */
export async function placeHold(profiles: ProfileStore, borrower: BorrowerId, hold: Hold): Promise<void> {
  await contend('Placing a hold', async () => {
    const stored = await profiles.get(borrower);
    if (stored === undefined || stored.profile.holds.some(({ id }) => id === hold.id)) return 'done';
    return await profiles.put({ ...stored.profile, holds: [...stored.profile.holds, hold] }, stored.version);
  });
}
