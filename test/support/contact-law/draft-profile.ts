import type {
  AccountFacts,
  Address,
  Consent,
  ContactEntry,
  ContactProfile,
  Conversation,
  DirectConsent,
  Email,
  Hold,
  InconvenientTime,
  Phone,
} from '../../../src/core/rules/contact-profile.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A contact profile while it is being made up. */
export interface DraftProfile extends Mutable<ContactProfile> {
  timeZones: string[];
  jurisdictions?: string[];
  phones?: Mutable<Phone>[];
  emails?: Mutable<Email>[];
  addresses?: Address[];
  inconvenientTimes: InconvenientTime[];
  conversations: Conversation[];
  directConsents: DirectConsent[];
  accounts: Record<string, Mutable<AccountFacts>>;
  consents: Record<string, Mutable<Consent>>;
  holds: Hold[];
  contacts: ContactEntry[];
}
