import type { Configuration } from '../core/configuration.ts';
import type { ActionId, BorrowerId, ChannelId } from '../core/identifiers.ts';
import type { ContactProfile } from '../core/rules/contact-profile.ts';
import { withHold } from '../core/rules/outcome-holds.ts';
import { withFact } from '../core/rules/told-facts.ts';
import type { Instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import { type HeardEvent, toldBy } from './heard-event.ts';
import { forgottenBefore, withoutForgotten } from './kept-facts.ts';

export type TellProfile = (heard: readonly HeardEvent[], now: Instant) => Promise<void>;

/**
 * Writes into contact profiles what events tell: holds, attempts, conversations, consents to be called again. When it
 * resolves, all of it binds whoever reads the profile next. Safe to repeat and in any order, and safe before an event is
 * recorded: what was not recorded yet is told again. A borrower without a profile gets one that holds nothing else, so
 * that a profile put later has it.
 * @throws {UnavailableError} when a profile could not be read or written; some may be written then.
 */
export function makeTellProfile({
  configuration,
  profiles,
}: Pick<Dependencies, 'configuration' | 'profiles'>): TellProfile {
  return async function tellProfile(heard, now) {
    const byBorrower = new Map<BorrowerId, HeardEvent[]>();
    for (const each of heard) {
      byBorrower.set(each.borrowerId, [...(byBorrower.get(each.borrowerId) ?? []), each]);
    }
    await Promise.all([...byBorrower].map(([borrower, events]) => tell(borrower, events, now)));
  };

  async function tell(borrowerId: BorrowerId, heard: readonly HeardEvent[], now: Instant): Promise<void> {
    const told = heard.map((each) => toldBy(each, configuration));
    const holds = told.flatMap(({ hold }) =>
      hold === undefined || (hold.until !== undefined && hold.until <= now) ? [] : [hold],
    );
    const past = forgottenBefore(now, configuration);
    const facts = told.flatMap(({ fact, at }) => (fact === undefined || at <= past ? [] : [fact]));
    if (holds.length === 0 && facts.length === 0) return;
    await contend('Writing what was told into a contact profile', async () => {
      const stored = await profiles.get(borrowerId);
      const { profile, version } = stored ?? { profile: unknownBorrower(borrowerId), version: 0 };
      const held = holds.reduce(withHold, profile.holds);
      const next = facts.reduce(withFact, held === profile.holds ? profile : { ...profile, holds: held });
      if (next === profile) return 'done';
      return await profiles.put(withoutForgotten(next, now, configuration), version);
    });
  }
}

/** The configured channel of an action; `undefined` for inaction and for a channel that is no longer configured. */
export function channelOf(
  action: ActionId,
  { channels }: Pick<Configuration, 'channels'>,
): ChannelId | undefined {
  const [name] = action.split('@');
  return channels.find(({ id }) => id === name)?.id;
}

/** What is known of a borrower of whom nothing is known: it forbids every contact. */
function unknownBorrower(borrowerId: BorrowerId): ContactProfile {
  return { borrowerId, timeZones: [], consents: {}, holds: [], contacts: [] };
}
