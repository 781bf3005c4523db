import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { OutcomeMessage } from '../../../src/app/ports/messages.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { BorrowerId, ChannelId, DecisionId, EventId } from '../../../src/core/identifiers.ts';
import type { ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import { DAY_MS, MINUTE_MS, plusMs } from '../../../src/core/time/instant.ts';
import { type Actor, runSchedule } from '../../support/interleave.ts';
import {
  decideRequest,
  memoryService,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const BORROWER = 'b-1' as BorrowerId;
const CALL = 'call' as ChannelId;
const LATER = plusMs(WEDNESDAY, 3 * DAY_MS);
const KINDS = ['attempt', 'not-connected', 'conversation', 'direct-consent'] as const;

const CONFIGURATION: Configuration = {
  ...SMALL_CONFIGURATION,
  reward: {
    ...SMALL_CONFIGURATION.reward,
    events: [
      ...KINDS.map((contact) => ({ type: contact, value: 0, contact })),
      { type: 'dispute', value: 0, hold: 'channel', holdOn: 'email' as ChannelId, reason: 'dispute' },
    ],
  },
  // Nothing that is told may forbid the confirmation: then the order would make a difference, as it must.
  rules: { ...SMALL_CONFIGURATION.rules, caps: [{ id: 'loose@1', limit: 100, days: 7 }] },
};

const toldArb = fc.record({
  type: fc.constantFrom('attempt', 'attempt', 'not-connected', 'conversation', 'direct-consent', 'dispute'),
  ofDecision: fc.boolean(),
  account: fc.constantFrom(undefined, 'a-1'),
  minutes: fc.integer({ min: 0, max: 8 }).map((n) => n * 20),
});

function messages(
  drawn: readonly (typeof toldArb extends fc.Arbitrary<infer T> ? T : never)[],
  own: DecisionId,
) {
  return drawn.map(({ type, ofDecision, account, minutes }, index): OutcomeMessage => {
    const facts = {
      eventId: `e-${index}` as EventId,
      type,
      // After the window of the decision has opened.
      occurredAt: plusMs(WEDNESDAY, DAY_MS / 2 + minutes * MINUTE_MS),
    };
    return ofDecision
      ? { ...facts, decisionId: own }
      : {
          ...facts,
          borrowerId: BORROWER,
          channel: CALL,
          ...(account === undefined ? {} : { accountId: account }),
        };
  });
}

/** A decision to call about one debt, ready to be confirmed. */
async function decided() {
  const service = memoryService(CONFIGURATION);
  await service.profiles.put(BORROWER, REACHABLE);
  const { record } = await service.decide(
    decideRequest('ours', {
      borrower: { id: BORROWER, accountId: 'a-1' },
      exclude: ['email', 'no-contact'],
      requireConfirm: true,
    }),
    WEDNESDAY,
  );
  if (record.verdict.status === 'withheld' || record.verdict.contact === undefined)
    throw new Error('No call.');
  return { service, id: record.decisionId, opens: record.verdict.contact.window.interval.start };
}

function factsOf({ contacts, conversations, directConsents, missedCalls, holds }: ContactProfile) {
  const sorted = (list: readonly object[] = []) =>
    new Set(list.map((each) => JSON.stringify(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))));
  return [contacts, conversations, directConsents, missedCalls, holds].map(sorted);
}

async function profileOf(service: ReturnType<typeof memoryService>) {
  return (await service.profiles.get(BORROWER)).profile;
}

test.prop([fc.array(toldArb, { maxLength: 8 }), fc.infiniteStream(fc.nat()), fc.nat(2)], { numRuns: 150 })(
  'however events, their copies and a confirmation interleave, and whoever dies on the way, the same is on file in the end',
  async (drawn, stream, deaths) => {
    const one = await decided();
    await one.service.dispatch.confirm(one.id, one.opens);
    for (const message of messages(drawn, one.id)) await one.service.record(message, LATER);

    const { service, id, opens } = await decided();
    const told = messages(drawn, id);
    const actors: Actor[] = [
      { name: 'confirm', run: (ports: Ports) => useCases(ports, CONFIGURATION).dispatch.confirm(id, opens) },
      ...[...told, ...told].map((message, index) => ({
        name: `record ${index}`,
        run: (ports: Ports) => useCases(ports, CONFIGURATION).record(message, LATER),
      })),
    ];
    await runSchedule(
      service.ports,
      actors,
      deaths,
      (possible) => (stream.next().value as number) % possible,
    );
    // Whoever died is called again, as queue and caller do.
    await service.dispatch.confirm(id, opens);
    for (const message of told) await service.record(message, LATER);
    expect(factsOf(await profileOf(service))).toEqual(factsOf(await profileOf(one.service)));
  },
);

test.prop([fc.array(toldArb, { minLength: 1, maxLength: 8 })], { numRuns: 60 })(
  'what was accepted is on file although nobody has consumed the queue, and recording adds nothing',
  async (drawn) => {
    const { service, id, opens } = await decided();
    await service.dispatch.confirm(id, opens);
    const told = messages(drawn, id);
    await service.accept(told, LATER);
    const before = await profileOf(service);
    const attempts = drawn.filter(({ type }) => type === 'attempt');
    const own = attempts.filter(({ ofDecision }) => ofDecision).length;
    expect(before.contacts).toHaveLength(attempts.length - own + Math.max(1, own));
    for (const message of told) await service.record(message, LATER);
    expect(await profileOf(service)).toEqual(before);
  },
);
