import type { BorrowerId } from '../../core/identifiers.ts';
import type { ContactProfile } from '../../core/rules/contact-profile.ts';

export interface StoredProfile {
  readonly profile: ContactProfile;
  /** 1 at the first write, then + 1 each. */
  readonly version: number;
}

/** Borrowers' contact profiles, with their reserved and sent contacts. Reads are strongly consistent. */
export interface ProfileStore {
  get(id: BorrowerId): Promise<StoredProfile | undefined>;
  /**
   * Stores the profile as version `expected + 1` if the stored version is `expected` (0 = none yet). This is the
   * conditional write in which a contact slot is reserved (invariant 6).
   */
  put(profile: ContactProfile, expected: number): Promise<'stored' | 'moved'>;
  /** Idempotent. */
  remove(id: BorrowerId): Promise<void>;
}
