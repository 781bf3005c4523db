import type { Channel } from '../../../src/core/configuration.ts';
import type { ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import type { Actor, Medium, RulePurpose } from '../../../src/core/rules/rule.ts';
import type { RuleSettings } from '../../../src/core/rules/rule-settings.ts';

type ChannelFacts = Pick<Channel, 'id' | 'medium' | 'automated'>;

/** May this channel be used for this purpose at this instant? */
export interface LawQuestion {
  readonly profile: ContactProfile;
  readonly purpose: RulePurpose;
  /** What the configuration says; the account's own word wins. */
  readonly actor: Actor;
  readonly accountId?: string;
  readonly channel: ChannelFacts;
  /** All that are configured: contacts and holds on file name them. */
  readonly channels: readonly ChannelFacts[];
  readonly at: number;
  /** When it is asked: reservations that ended before are gone. Absent = at that very instant. */
  readonly now?: number;
  /** The decision that is made again or confirmed: its own contacts do not count. */
  readonly ownDecision?: string;
  readonly settings: Pick<RuleSettings, 'quietHours' | 'caps' | 'thirdPartyRulesForAll'>;
}

const MEDIUM_OF_ID: Readonly<Record<string, Medium>> = {
  call: 'call',
  sms: 'text',
  email: 'email',
  letter: 'mail',
  push: 'push',
};

/** The medium of a channel by its id; `undefined` when nobody can tell. */
export function mediumById(channels: readonly ChannelFacts[], id: string): Medium | undefined {
  return channels.find((channel) => channel.id === id)?.medium ?? MEDIUM_OF_ID[id];
}
