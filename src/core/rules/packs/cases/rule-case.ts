import type {
  AccountFacts,
  Address,
  ConsentStatus,
  Email,
  HoldReason,
  InconvenientTime,
  Phone,
} from '../../contact-profile.ts';
import type { Actor, RulePurpose } from '../../rule.ts';

/** An example of what one rule says, alone: `blocked` iff it is among the rules that forbid the contact. */
export interface RuleCase {
  /** `id@version`. */
  readonly rule: string;
  readonly name: string;
  /** RFC 3339. */
  readonly at: string;
  readonly channel: CaseChannel;
  /** Whether the channel dials or speaks by machine; absent = as a channel that doesn't say. */
  readonly automated?: boolean;
  readonly purpose: RulePurpose;
  readonly actor: Actor;
  readonly accountId?: string;
  readonly profile: CaseProfile;
  /** `due` and `not-due` for obligations. */
  readonly expect: 'allowed' | 'blocked' | 'due' | 'not-due';
}

export type CaseChannel = 'call' | 'sms' | 'email' | 'letter' | 'push';

/** A contact profile in shorthand: times as RFC 3339, ids left out, every channel consented to in writing. */
export interface CaseProfile {
  /** Absent: New York. */
  readonly timeZones?: readonly string[];
  readonly jurisdictions?: readonly string[];
  readonly phones?: readonly CasePhone[];
  readonly emails?: readonly Partial<Email>[];
  readonly addresses?: readonly Omit<Address, 'id'>[];
  readonly inconvenientTimes?: readonly InconvenientTime[];
  readonly consents?: Readonly<Partial<Record<CaseChannel, CaseConsent>>>;
  readonly holds?: readonly CaseHold[];
  readonly contacts?: readonly CaseContact[];
  readonly conversations?: readonly CaseConversation[];
  readonly directConsents?: readonly CaseConversation[];
  readonly accounts?: Readonly<Record<string, CaseAccount>>;
}

/** A personal mobile number unless it says otherwise. */
export interface CasePhone extends Partial<Omit<Phone, 'reassignedCheckedAt' | 'registry'>> {
  readonly reassignedCheckedAt?: string;
  readonly registry?: { readonly checkedAt: string; readonly listed: boolean };
}

export interface CaseConsent {
  readonly status?: ConsentStatus;
  readonly since?: string;
  readonly confirmedAt?: string;
  readonly form?: 'written' | 'oral' | 'implied';
}

export interface CaseHold {
  readonly reason: HoldReason;
  readonly channel?: CaseChannel;
  readonly accountId?: string;
  /** Absent: long ago. */
  readonly since?: string;
  readonly until?: string;
}

/** A contact that was sent. */
export interface CaseContact {
  readonly channel: CaseChannel;
  readonly at: string;
  readonly accountId?: string;
  readonly place?: 'work';
  readonly connected?: false;
}

export interface CaseConversation {
  readonly at: string;
  readonly accountId?: string;
}

export interface CaseAccount extends Omit<AccountFacts, 'liveContactAt' | 'writtenNoticeAt'> {
  readonly liveContactAt?: string;
  readonly writtenNoticeAt?: string;
}
