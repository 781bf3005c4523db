import type { Channel } from '../../../src/core/configuration.ts';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import type { ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import type { RulePurpose } from '../../../src/core/rules/rule.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import type { Chance } from './chance.ts';
import { COMPLICATIONS } from './complications.ts';
import type { DraftProfile } from './draft-profile.ts';
import { LAW_CHANNELS, type LawBook } from './law-books.ts';
import { placesOnFile } from './places-on-file.ts';
import { settle } from './random-home.ts';
import { randomInstant } from './random-instant.ts';

const DAY = 86_400_000;
const PURPOSES: readonly RulePurpose[] = [
  'servicing',
  'collection',
  'collection',
  'solicitation',
  'required',
];
const OFTEN_USED = LAW_CHANNELS.filter(({ id }) => id !== 'courier' && id !== 'push' && id !== 'letter');

export interface LawCase {
  readonly book: LawBook;
  readonly purpose: RulePurpose;
  readonly accountId?: string;
  readonly channel: Channel;
  readonly at: Instant;
  readonly profile: ContactProfile;
  /** A decision that is confirmed: its own contacts do not count. */
  readonly ownDecision?: DecisionId;
}

/** A borrower's file with up to a few complications, near the edges of the rules on purpose. */
export function randomCase(chance: Chance, books: readonly LawBook[]): LawCase {
  const profile = cleanProfile();
  settle(chance, profile);
  const zones = placesOnFile(profile).zones;
  const zone = chance.pick([...zones, ...zones, 'America/New_York', 'America/Chicago']);
  const at = randomInstant(chance, zone) as Instant;
  const purpose = chance.pick(PURPOSES);
  const channel = chance.flip(0.75) ? chance.pick(OFTEN_USED) : chance.pick(LAW_CHANNELS);
  keepUp(chance, profile, at, purpose);
  const complications = chance.pick([0, 0, 1, 1, 1, 2, 2, 3, 4]);
  for (let index = 0; index < complications; index += 1) {
    chance.pick(COMPLICATIONS)({ chance, profile, at, zone, channel: channel.id });
  }
  const own = chance.flip(0.1) ? profile.contacts[0]?.decisionId : undefined;
  return {
    book: chance.pick(books),
    ...(own === undefined ? {} : { ownDecision: own }),
    purpose,
    ...(chance.flip(0.75) ? { accountId: 'a' } : {}),
    channel,
    at,
    profile,
  };
}

function cleanProfile(): DraftProfile {
  return {
    borrowerId: 'b' as BorrowerId,
    timeZones: [],
    inconvenientTimes: [],
    conversations: [],
    directConsents: [],
    accounts: {},
    consents: {},
    holds: [],
    contacts: [],
  };
}

/** Consents, and what a careful servicer looks up about numbers. */
function keepUp(chance: Chance, profile: DraftProfile, at: number, purpose: RulePurpose): void {
  const since = (at - chance.whole(1, 55) * DAY) as Instant;
  const isWritten = chance.flip(0.8);
  for (const { id } of LAW_CHANNELS) {
    profile.consents[id] = { status: 'granted', since, form: isWritten ? 'written' : 'oral' };
  }
  const checkedAt = (at - chance.whole(1, 30) * DAY) as Instant;
  for (const phone of profile.phones ?? []) {
    if (purpose === 'solicitation') phone.registry = { checkedAt, listed: false };
  }
}
