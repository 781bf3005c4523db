import type { AccountFacts, ContactProfile } from './contact-profile.ts';
import type { Actor, RulePurpose } from './rule.ts';
import type { RuleBook } from './rule-book.ts';

/** What a contact is for, who makes it and about which debt: what the rules must know beside time and channel. */
export interface ContactQuestion {
  readonly purpose: RulePurpose;
  readonly actor: Actor;
  /** Absent: about no debt in particular, so about every one. */
  readonly accountId?: string;
}

const BY_NAME: ReadonlyMap<string, RulePurpose> = new Map([
  ['servicing', 'servicing'],
  ['collection', 'collection'],
  ['collections', 'collection'],
  ['solicitation', 'solicitation'],
  ['required', 'required'],
]);

/**
 * The question that a request with this configured purpose asks.
 * @remarks A purpose that nobody has explained is collection, to which most law applies. What the file says of the
 * account's servicer wins over the settings; where neither does, it is a third party.
 */
export function questionOf(
  { settings }: Pick<RuleBook, 'settings'>,
  purpose: string,
  profile: Pick<ContactProfile, 'accounts'>,
  accountId?: string,
): ContactQuestion {
  const { purposes = {} } = settings;
  // Own keys only: a purpose named like a property of every object must not find one.
  const configured = Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
  return {
    purpose: configured ?? BY_NAME.get(purpose) ?? 'collection',
    actor: accountFacts(profile, accountId)?.actor ?? settings.actor ?? 'third-party',
    ...(accountId === undefined ? {} : { accountId }),
  };
}

/** What is on file about the account; `undefined` when nothing is, or no account is asked about. */
export function accountFacts(
  { accounts }: Pick<ContactProfile, 'accounts'>,
  accountId: string | undefined,
): AccountFacts | undefined {
  if (accounts === undefined || accountId === undefined) return undefined;
  return Object.hasOwn(accounts, accountId) ? accounts[accountId] : undefined;
}
