import { NotFoundError } from '../core/errors.ts';
import type { BorrowerId } from '../core/identifiers.ts';
import type { ContactEntry, ContactProfile } from '../core/rules/contact-profile.ts';
import { isOutcomeHold } from '../core/rules/outcome-holds.ts';
import { isTold } from '../core/rules/told-facts.ts';
import { type ContactFactsOnFile, checkContactFacts } from './check-contact-facts.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import type { StoredProfile } from './ports/profile-store.ts';

export interface Profiles {
  /**
   * Replaces what is on file. What outcome events told stays as it is: a file that lags behind an opt-out must not take
   * it back, nor shorten it.
   * @throws {InvalidInputError} `time-zone-unknown`, `channel-unknown` or `schema-violation`.
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
    checkContactFacts(facts, configuration);
    return await contend('Storing a contact profile', async () => {
      const stored = await profiles.get(id);
      const version = stored?.version ?? 0;
      const profile = putOver(stored?.profile, id, facts);
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
}

/** The profile as it is stated now, with what only Rapport knows. */
function putOver(
  onFile: ContactProfile | undefined,
  borrowerId: BorrowerId,
  facts: ContactFactsOnFile,
): ContactProfile {
  const { conversations: spoken, directConsents: consented, ...same } = facts;
  const holds = (onFile?.holds ?? []).filter(isOutcomeHold);
  const conversations = withTold(spoken, onFile?.conversations, (fact) =>
    (onFile?.conversations ?? []).some((told) => told.id === fact.id && isTold(told)),
  );
  // Whoever repeats what an event told adds nothing: a consent that is over must not come back.
  const directConsents = withTold(consented, onFile?.directConsents, isTold);
  return {
    ...same,
    borrowerId,
    holds: [...facts.holds.filter(({ id }) => !holds.some((hold) => hold.id === id)), ...holds],
    ...(conversations === undefined ? {} : { conversations }),
    ...(directConsents === undefined ? {} : { directConsents }),
    contacts: onFile?.contacts ?? [],
    ...(onFile?.missedCalls === undefined ? {} : { missedCalls: onFile.missedCalls }),
  };
}

interface Identified {
  readonly id: string;
}

/** What is stated, without what `skips` says, and what events told; `undefined` when nobody has said anything. */
function withTold<Fact extends Identified>(
  stated: readonly Fact[] | undefined,
  onFile: readonly Fact[] | undefined,
  skips: (fact: Fact) => boolean,
): readonly Fact[] | undefined {
  const told = (onFile ?? []).filter(isTold);
  if (stated === undefined) return told.length === 0 ? undefined : told;
  return [...stated.filter((fact) => !skips(fact)), ...told];
}
