import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ChannelId, DecisionId } from '../../../../src/core/identifiers.ts';
import type { ContactEntry, ContactProfile } from '../../../../src/core/rules/contact-profile.ts';
import {
  attemptToken,
  isAttempt,
  type ToldFact,
  toldId,
  withClaim,
  withFact,
} from '../../../../src/core/rules/told-facts.ts';
import { HOUR_MS, MINUTE_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { at, borrowerId, decisionId, eventId } from '../../../support/builders/identifiers.ts';

const NOW = at('2026-11-24T14:00:00Z');
const DECISIONS: readonly DecisionId[] = ['' as DecisionId, decisionId('one'), decisionId('two')];
const CHANNELS: readonly ChannelId[] = ['call' as ChannelId, 'sms' as ChannelId];

type Step = { readonly fact: ToldFact } | { readonly claim: ContactEntry };

/** Few decisions, channels and quarters of an hour, so that many meet; an event's id says all that it is. */
const stepArb: fc.Arbitrary<Step> = fc
  .record({
    kind: fc.constantFrom('attempt', 'attempt', 'not-connected', 'not-connected', 'conversation', 'claim'),
    decision: fc.constantFrom(...DECISIONS),
    channel: fc.constantFrom(...CHANNELS),
    account: fc.constantFrom(undefined, undefined, 'a-1'),
    quarter: fc.nat(12),
  })
  .map(({ kind, decision, channel, account, quarter }): Step => {
    const moment = plusMs(NOW, quarter * 15 * MINUTE_MS);
    const event = eventId(`${kind}-${channel}-${account ?? ''}-${quarter}`);
    const about = account === undefined ? {} : { accountId: account };
    const id = toldId(decision === '' ? undefined : decision, event);
    const entry = { decisionId: decision, channel, kind: 'sent', ...about } as const;
    if (kind === 'not-connected') {
      return { fact: { fact: kind, told: { id, decisionId: decision, channel, at: moment, ...about } } };
    }
    if (kind === 'conversation') return { fact: { fact: kind, told: { id, at: moment, ...about } } };
    if (kind === 'claim' && decision !== '') {
      // A decision is confirmed once, and tried again with the same content.
      const interval = { start: NOW, end: plusMs(NOW, HOUR_MS) };
      const required = decision === DECISIONS[2] ? { required: true as const } : {};
      const token = `claim-${decision}`;
      return { claim: { ...entry, ...required, channel: 'call' as ChannelId, token, interval } };
    }
    const interval = { start: moment, end: moment };
    return { fact: { fact: 'attempt', told: { ...entry, token: attemptToken(event), interval } } };
  })
  .map((step) => ('claim' in step ? { claim: withoutAccount(step.claim) } : step));

function withoutAccount({ accountId: _any, ...entry }: ContactEntry): ContactEntry {
  return entry;
}

const EMPTY: ContactProfile = {
  borrowerId: borrowerId('b-1'),
  timeZones: [],
  consents: {},
  holds: [],
  contacts: [],
};

function take(profile: ContactProfile, step: Step): ContactProfile {
  return 'claim' in step ? withClaim(profile, step.claim) : withFact(profile, step.fact);
}

function normal(profile: ContactProfile) {
  const sorted = (list: readonly object[] = []) =>
    list.map((each) => JSON.stringify(each, sortedKeys)).sort();
  const { contacts, conversations, missedCalls, directConsents } = profile;
  return [contacts, conversations, missedCalls, directConsents].map(sorted);
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('what events tell', () => {
  test.prop([fc.array(stepArb, { maxLength: 14 }), fc.infiniteStream(fc.nat())], { numRuns: 500 })(
    'is on file in the end the same, in any order and however often each comes',
    (steps, stream) => {
      const shuffled = [...steps, ...steps]
        .map((step) => ({ step, rank: stream.next().value }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ step }) => step);
      expect(normal(shuffled.reduce(take, EMPTY))).toEqual(normal(steps.reduce(take, EMPTY)));
    },
  );

  test.prop([fc.array(stepArb, { maxLength: 14 })])('changes nothing when it is told again', (steps) => {
    const profile = steps.reduce(take, EMPTY);
    for (const step of steps) if ('fact' in step) expect(withFact(profile, step.fact)).toBe(profile);
  });

  test.prop([fc.array(stepArb, { maxLength: 14 })])(
    'makes of n attempts of a decision n entries, and of none what the decision claimed',
    (steps) => {
      const { contacts } = steps.reduce(take, EMPTY);
      for (const decision of DECISIONS) {
        const tokens = steps.flatMap((step) =>
          'fact' in step && step.fact.fact === 'attempt' && step.fact.told.decisionId === decision
            ? [step.fact.told.token]
            : [],
        );
        const claims = steps.flatMap((step) =>
          'claim' in step && step.claim.decisionId === decision ? [step.claim.token] : [],
        );
        const onFile = contacts.filter((entry) => entry.decisionId === decision);
        const expected = new Set(tokens.length > 0 ? tokens : claims);
        expect(onFile.map(({ token }) => token).sort()).toEqual([...expected].sort());
      }
    },
  );

  test.prop([fc.array(stepArb, { maxLength: 14 })], { numRuns: 500 })(
    'never takes more calls out of the count than were reported as not connected',
    (steps) => {
      const { contacts, missedCalls = [] } = steps.reduce(take, EMPTY);
      const unconnected = contacts.filter(({ connected }) => connected === false);
      expect(unconnected.filter(isAttempt).length).toBeLessThanOrEqual(missedCalls.length);
      for (const { decisionId: decision } of unconnected) {
        expect(missedCalls.map((call) => call.decisionId)).toContain(decision);
      }
    },
  );
});
