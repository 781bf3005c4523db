import shipped from '../../rapport.config.ts';
import { configuredActions } from '../../src/app/actions.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { Context } from '../../src/core/features/feature-schema.ts';
import type { BorrowerId } from '../../src/core/identifiers.ts';
import type { ContactProfile } from '../../src/core/rules/contact-profile.ts';

const ARM = 'email@weekday-midday';

/** The shipped configuration, with nothing to choose: every credit of a week wants the same statistics item. */
export const ONE_ARM: Configuration = { ...shipped, noContact: { ...shipped.noContact, enabled: false } };

/** All that a request must leave out so that {@link ARM} is what is left. */
export const EXCLUDED: readonly string[] = configuredActions(ONE_ARM)
  .map(({ action }): string => action)
  .filter((action) => action !== ARM);

/** A borrower who may be reached on every channel. */
export function reachable(id: string): ContactProfile {
  return {
    borrowerId: id as BorrowerId,
    timeZones: ['America/New_York'],
    jurisdictions: ['US-OH'],
    consents: Object.fromEntries(
      shipped.channels.map((channel) => [channel.id, { status: 'granted', form: 'written' }]),
    ),
    holds: [],
    contacts: [],
  };
}

export function contextOf(number: number): Context {
  return {
    daysPastDue: number % 90,
    balanceUsd: 500 + number,
    paymentScore: (number % 100) / 100,
    brokenPromises: number % 4,
    monthsOnBook: number % 120,
    lastOpenedChannel: ['none', 'email', 'sms', 'call'][number % 4] ?? 'none',
    lastAnsweredTime: ['none', 'morning', 'midday', 'evening'][number % 4] ?? 'none',
    autopay: number % 3 === 0 ? 'yes' : 'no',
    dayOfMonth: number % 31,
  };
}
