import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { ProfileStore } from '../../src/app/ports/profile-store.ts';
import type { BorrowerId } from '../../src/core/identifiers.ts';
import { unicodeId } from '../support/arbitraries/stored-values.ts';
import { borrowerId } from '../support/builders/identifiers.ts';
import { aContact, aFullProfile, aProfile } from '../support/builders/profile-builder.ts';
import { race, tally } from '../support/race.ts';
import { tamper } from '../support/tamper.ts';

/** What every profile store does; `fresh` gives an empty one. */
export function profileStoreContract(fresh: () => Promise<ProfileStore>): void {
  describe('profile store', () => {
    test('a profile is read back as it was stored, at once, with its version', async () => {
      const profiles = await fresh();
      expect(await profiles.get(borrowerId('b-1029'))).toBeUndefined();
      expect(await profiles.put(aProfile(), 0)).toBe('stored');
      expect(await profiles.get(borrowerId('b-1029'))).toStrictEqual({ profile: aProfile(), version: 1 });
      const blank = aProfile({ timeZones: [], consents: {}, holds: [], contacts: [] });
      expect(await profiles.put(blank, 1)).toBe('stored');
      expect(await profiles.get(borrowerId('b-1029'))).toStrictEqual({ profile: blank, version: 2 });
    });

    test('every fact that a profile can have is read back as it was stored', async () => {
      const profiles = await fresh();
      expect(await profiles.put(aFullProfile(), 0)).toBe('stored');
      const profile = aFullProfile();
      expect(await profiles.get(profile.borrowerId)).toStrictEqual({ profile, version: 1 });
    });

    test('what is removed is gone, however often; it may come again', async () => {
      const profiles = await fresh();
      await profiles.put(aProfile(), 0);
      await profiles.remove(borrowerId('b-1029'));
      await profiles.remove(borrowerId('b-1029'));
      expect(await profiles.get(borrowerId('b-1029'))).toBeUndefined();
      expect(await profiles.put(aProfile(), 1)).toBe('moved');
      expect(await profiles.put(aProfile(), 0)).toBe('stored');
    });

    test('a write that expects another version writes nothing', async () => {
      const profiles = await fresh();
      expect(await profiles.put(aProfile(), 1)).toBe('moved');
      expect(await profiles.get(borrowerId('b-1029'))).toBeUndefined();
      await profiles.put(aProfile(), 0);
      for (const expected of [0, 2]) {
        expect(await profiles.put(aProfile({ holds: [] }), expected)).toBe('moved');
      }
      expect(await profiles.get(borrowerId('b-1029'))).toStrictEqual({ profile: aProfile(), version: 1 });
    });

    test('each version, the first included, is won by exactly one of 50 writers', async () => {
      const profiles = await fresh();
      for (let expected = 0; expected < 4; expected += 1) {
        const outcomes = await race(50, (n) =>
          profiles.put(aProfile({ contacts: [aContact({ token: `${expected}: ${n}` })] }), expected),
        );
        expect(tally(outcomes, 'stored')).toBe(1);
        expect(tally(outcomes, 'moved')).toBe(49);
        const token = `${expected}: ${outcomes.indexOf('stored')}`;
        expect(await profiles.get(borrowerId('b-1029'))).toStrictEqual({
          profile: aProfile({ contacts: [aContact({ token })] }),
          version: expected + 1,
        });
      }
    });

    test('no reservation of 15 concurrent ones is lost when losers read again', async () => {
      const profiles = await fresh();
      await profiles.put(aProfile({ contacts: [] }), 0);
      await race(15, async (n) => {
        for (let outcome = 'moved'; outcome === 'moved'; ) {
          const { profile, version } = (await profiles.get(borrowerId('b-1029'))) ?? {
            profile: aProfile(),
            version: 0,
          };
          const contacts = [...profile.contacts, aContact({ token: `token ${n}` })];
          outcome = await profiles.put({ ...profile, contacts }, version);
        }
      });
      const stored = await profiles.get(borrowerId('b-1029'));
      expect(new Set(stored?.profile.contacts.map(({ token }) => token)).size).toBe(15);
      expect(stored?.version).toBe(16);
    });

    test('any borrower id and hundreds of contacts survive', async () => {
      const profiles = await fresh();
      await fc.assert(
        fc.asyncProperty(unicodeId, fc.nat(400), async (id, count) => {
          const borrower = id as BorrowerId;
          const contacts = Array.from({ length: count }, (_, n) => aContact({ token: `token ${n}` }));
          const profile = aProfile({ borrowerId: borrower, contacts });
          const version = (await profiles.get(borrower))?.version ?? 0;
          expect(await profiles.put(profile, version)).toBe('stored');
          expect(await profiles.get(borrower)).toStrictEqual({ profile, version: version + 1 });
        }),
        { numRuns: 20 },
      );
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const profiles = await fresh();
      const given = aProfile();
      await profiles.put(given, 0);
      tamper(() => Object.assign(given.contacts[0] ?? {}, { token: 'changed' }));
      const taken = await profiles.get(given.borrowerId);
      tamper(() => Object.assign(taken?.profile.consents ?? {}, { call: { status: 'granted' } }));
      tamper(() => Object.assign(taken?.profile.holds ?? [], { length: 0 }));
      expect(await profiles.get(given.borrowerId)).toStrictEqual({ profile: aProfile(), version: 1 });
    });
  });
}
