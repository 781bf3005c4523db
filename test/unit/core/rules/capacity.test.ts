import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type ActionId, type ChannelId, NO_CONTACT } from '../../../../src/core/identifiers.ts';
import type { Candidate, Mask } from '../../../../src/core/rules/candidate.ts';
import { contactsPerDay, withinCapacity } from '../../../../src/core/rules/capacity.ts';

const HIT = { rule: 'capacity@1', reason: 'There is no room.' };

const someMask: fc.Arbitrary<Mask> = fc
  .record({
    contacts: fc.uniqueArray(fc.constantFrom('email@a', 'email@b', 'sms@a', 'call@a', 'call@b'), {
      minLength: 1,
    }),
    inaction: fc.boolean(),
  })
  .map(({ contacts, inaction }) => ({
    eligible: [
      ...contacts.map((action): Candidate => {
        return { action: action as ActionId, channel: action.split('@')[0] as ChannelId };
      }),
      ...(inaction ? [{ action: NO_CONTACT }] : []),
    ],
    blocked: [{ action: 'letter@a' as ActionId, hits: [{ rule: 'other@1', reason: 'Of another rule.' }] }],
  }));

describe('withinCapacity', () => {
  test.prop([someMask, fc.func(fc.boolean())])(
    'keeps exactly the contacts for which there is room, names the reason for the rest, and loses none',
    (mask, isFull) => {
      const full = ({ action }: Candidate): boolean => action !== NO_CONTACT && isFull(action);
      const after = withinCapacity(mask, (candidate) => (full(candidate) ? HIT : undefined));
      const contacts = (candidates: readonly Candidate[]) =>
        candidates.filter(({ action }) => action !== NO_CONTACT);
      expect(contacts(after.eligible)).toStrictEqual(contacts(mask.eligible).filter((each) => !full(each)));
      for (const { action } of contacts(mask.eligible).filter(full)) {
        expect(after.blocked).toContainEqual({ action, hits: [HIT] });
      }
      expect(after.blocked.slice(0, mask.blocked.length)).toStrictEqual(mask.blocked);
      const actions = (of: Mask) => [...of.eligible, ...of.blocked].map(({ action }) => action).sort();
      expect(actions(after)).toStrictEqual(actions(mask));
      // Doing nothing is a choice only where there is another.
      const inaction = after.eligible.some(({ action }) => action === NO_CONTACT);
      if (inaction) expect(contacts(after.eligible).length).toBeGreaterThan(0);
    },
  );

  it('leaves a mask with room for all as it is', () => {
    const mask: Mask = { eligible: [{ action: NO_CONTACT }], blocked: [] };
    expect(withinCapacity(mask, () => undefined)).toBe(mask);
  });
});

describe('contactsPerDay', () => {
  it.each([
    [480, 6, 80],
    [480, 7, 68],
    [1, 1, 1],
    [0.3, 0.1, 3],
    [0.7, 0.1, 7],
    [59, 60, 0],
  ])('%d a day at %d a contact are %d contacts', (perDay, perContact, expected) => {
    expect(contactsPerDay({ perDay, perContact })).toBe(expected);
  });
});
