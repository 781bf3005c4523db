import { InvalidInputError, NotFoundError } from '../core/errors.ts';
import type { BorrowerId } from '../core/identifiers.ts';
import type { ContactEntry, ContactProfile } from '../core/rules/contact-profile.ts';
import { isOutcomeHold } from '../core/rules/outcome-holds.ts';
import { isTimeZone } from '../core/time/zoned-time.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import type { StoredProfile } from './ports/profile-store.ts';

/** What a servicing system knows of a borrower's contact; contacts made are Rapport's own record. */
export type ContactFactsOnFile = Pick<ContactProfile, 'timeZones' | 'consents' | 'holds'>;

export interface Profiles {
  /**
   * Replaces what is on file. Holds that came from outcome events stay as they are: a file that lags behind an opt-out
   * must not take it back, nor shorten it.
   * @throws {InvalidInputError} `time-zone-unknown` or `channel-unknown`.
   */
  put(id: BorrowerId, facts: ContactFactsOnFile): Promise<StoredProfile>;
  /** @throws {NotFoundError} `borrower-unknown` */
  get(id: BorrowerId): Promise<StoredProfile>;
  /** Reserved and sent contacts, earliest first. @throws {NotFoundError} `borrower-unknown` */
  contacts(id: BorrowerId): Promise<readonly ContactEntry[]>;
}

export function makeProfiles({
  profiles,
  configuration,
}: Pick<Dependencies, 'profiles' | 'configuration'>): Profiles {
  return { put, get, contacts };

  async function put(id: BorrowerId, facts: ContactFactsOnFile): Promise<StoredProfile> {
    checkFacts(facts);
    return await contend('Storing a contact profile', async () => {
      const stored = await profiles.get(id);
      const version = stored?.version ?? 0;
      const kept = (stored?.profile.holds ?? []).filter(isOutcomeHold);
      const sent = facts.holds.filter(({ id }) => !kept.some((hold) => hold.id === id));
      const profile: ContactProfile = {
        borrowerId: id,
        timeZones: facts.timeZones,
        consents: facts.consents,
        holds: [...sent, ...kept],
        contacts: stored?.profile.contacts ?? [],
      };
      return (await profiles.put(profile, version)) === 'moved' ? 'moved' : { profile, version: version + 1 };
    });
  }

  async function get(id: BorrowerId): Promise<StoredProfile> {
    const stored = await profiles.get(id);
    if (stored === undefined) {
      throw new NotFoundError(
        'borrower-unknown',
        'There is no contact profile under this id; PUT one first.',
      );
    }
    return stored;
  }

  async function contacts(id: BorrowerId): Promise<readonly ContactEntry[]> {
    const { profile } = await get(id);
    return [...profile.contacts].sort((a, b) => a.interval.start - b.interval.start);
  }

  function checkFacts(facts: ContactFactsOnFile): void {
    const zones = facts.timeZones.flatMap((zone, index) =>
      isTimeZone(zone)
        ? []
        : [
            {
              pointer: `/timeZones/${index}`,
              problem: `"${zone}" is no IANA time zone`,
              fix: 'use a name such as America/New_York; an offset or an abbreviation can not follow daylight saving',
            },
          ],
    );
    if (zones.length > 0) {
      throw new InvalidInputError('time-zone-unknown', 'A time zone is not known; nothing was stored.', {
        fields: zones,
      });
    }
    const known = configuration.channels.map(({ id }) => id as string);
    const named = [
      ...Object.keys(facts.consents).map((channel) => ({ channel, pointer: `/consents/${channel}` })),
      ...facts.holds.flatMap(({ channel }, index) =>
        channel === undefined ? [] : [{ channel, pointer: `/holds/${index}/channel` }],
      ),
    ];
    const channels = named
      .filter(({ channel }) => !known.includes(channel))
      .map(({ channel, pointer }) => ({
        pointer,
        problem: `"${channel}" is no configured channel`,
        fix: `use one of ${known.join(', ')}`,
      }));
    if (channels.length > 0) {
      throw new InvalidInputError('channel-unknown', 'A channel is not known; nothing was stored.', {
        fields: channels,
      });
    }
  }
}
