import { describe, expect, it } from 'vitest';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { plusMs } from '../../../src/core/time/instant.ts';
import { aFullProfile } from '../../support/builders/profile-builder.ts';
import { memoryService, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';

const BORROWER = 'b-1029' as BorrowerId;

async function onFile() {
  const service = memoryService();
  await service.ports.profiles.put(aFullProfile(), 0);
  return service.profiles;
}

describe('putting a contact profile', () => {
  it('keeps what events told and contacts made, and nothing else that it leaves out', async () => {
    const { profile } = await (await onFile()).put(BORROWER, REACHABLE);
    const { contacts, missedCalls, conversations, directConsents } = aFullProfile();
    expect(profile).toEqual({
      ...REACHABLE,
      borrowerId: BORROWER,
      contacts,
      missedCalls,
      conversations: conversations?.filter(({ id }) => id === 'account:e-1'),
      directConsents,
    });
  });

  it('can’t change what events told by repeating it otherwise', async () => {
    const later = plusMs(WEDNESDAY, 1);
    const { profile } = await (await onFile()).put(BORROWER, {
      ...REACHABLE,
      conversations: [
        { id: 'account:e-1', at: later },
        { id: 'c-2', at: later },
      ],
      directConsents: [
        { id: 'account:e-2', at: later },
        { id: 'account:e-9', at: later },
        { id: 'k-1', at: later },
      ],
    });
    const { conversations, directConsents } = aFullProfile();
    expect(profile.conversations).toEqual([{ id: 'c-2', at: later }, conversations?.[0]]);
    expect(profile.directConsents).toEqual([{ id: 'k-1', at: later }, ...(directConsents ?? [])]);
  });

  it('has no lists of what nobody has said', async () => {
    const { profile } = await memoryService().profiles.put(BORROWER, REACHABLE);
    expect(profile).toStrictEqual({ ...REACHABLE, borrowerId: BORROWER, contacts: [] });
  });

  it('takes an empty list for the statement that there are none', async () => {
    const facts = { ...REACHABLE, phones: [], conversations: [] };
    const { profile } = await memoryService().profiles.put(BORROWER, facts);
    expect(profile).toMatchObject({ phones: [], conversations: [] });
  });
});
