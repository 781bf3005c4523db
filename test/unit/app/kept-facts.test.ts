import { describe, expect, it } from 'vitest';
import { forgottenBefore, withoutForgotten } from '../../../src/app/kept-facts.ts';
import type { ChannelId } from '../../../src/core/identifiers.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { aContact, aProfile } from '../../support/builders/profile-builder.ts';
import { WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

/** Its cap looks back seven days; a week more is kept. */
const LAST_FORGOTTEN = plusMs(WEDNESDAY, -14 * DAY_MS);
const FIRST_KEPT = plusMs(LAST_FORGOTTEN, 1);

describe('what no rule asks about any more', () => {
  it('begins a week before the longest look back', () => {
    expect(forgottenBefore(WEDNESDAY, SMALL_CONFIGURATION)).toBe(LAST_FORGOTTEN);
  });

  it('is forgotten when events told it, kept when the owner put it', () => {
    const spoken = [LAST_FORGOTTEN, FIRST_KEPT].flatMap((at, index) => [
      { id: `account:e-${index}`, at },
      { id: `c-${index}`, at },
    ]);
    const missed = spoken.map((each) => ({
      ...each,
      decisionId: aContact().decisionId,
      channel: 'call' as ChannelId,
    }));
    const contacts = [LAST_FORGOTTEN, FIRST_KEPT].map((end) =>
      aContact({ kind: 'sent', interval: { start: LAST_FORGOTTEN, end } }),
    );
    const profile = aProfile({
      contacts,
      conversations: spoken,
      directConsents: spoken,
      missedCalls: missed,
    });
    const kept = withoutForgotten(profile, WEDNESDAY, SMALL_CONFIGURATION);
    expect(kept.conversations?.map(({ id }) => id)).toEqual(['c-0', 'account:e-1', 'c-1']);
    expect(kept.directConsents?.map(({ id }) => id)).toEqual(['c-0', 'account:e-1', 'c-1']);
    expect(kept.missedCalls?.map(({ id }) => id)).toContain('account:e-1');
    expect(kept.missedCalls?.map(({ id }) => id)).not.toContain('account:e-0');
    expect(kept.contacts).toEqual(contacts.slice(1));
  });
});
