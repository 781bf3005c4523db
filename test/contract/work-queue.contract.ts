import { describe, expect, test } from 'vitest';
import type { CreditMessage, LogMessage, OutcomeMessage } from '../../src/app/ports/messages.ts';
import type { WorkQueue } from '../../src/app/ports/work-queue.ts';
import type { FeatureObservation } from '../../src/core/features/feature-record.ts';
import { plusMs } from '../../src/core/time/instant.ts';
import { utcDateOf } from '../../src/core/time/utc-date.ts';
import { at, borrowerId, decisionId, eventId } from '../support/builders/identifiers.ts';

/** An empty queue and its other end. */
export interface QueueUnderTest<Message> {
  readonly queue: WorkQueue<Message>;
  /** Receives until nothing more comes; the bodies as they are on the wire. */
  readonly drain: () => Promise<string[]>;
}

/** What every work queue does, for every kind of message. */
export function workQueueContract(fresh: {
  readonly outcomes: () => Promise<QueueUnderTest<OutcomeMessage>>;
  readonly credits: () => Promise<QueueUnderTest<CreditMessage>>;
  readonly features: () => Promise<QueueUnderTest<FeatureObservation>>;
  readonly log: () => Promise<QueueUnderTest<LogMessage>>;
}): void {
  describe('work queue', () => {
    test.each([0, 1, 10, 11, 95, 230])('each of %i messages is delivered at least once', async (count) => {
      const { queue, drain } = await fresh.credits();
      const messages = Array.from({ length: count }, (_, n) => ({ decisionId: decisionId(n) }));
      await queue.send(messages);
      const delivered = new Set(await drain());
      expect([...delivered].sort()).toStrictEqual(messages.map((each) => JSON.stringify(each)).sort());
    });

    test('an outcome is on the wire as the API takes it, its time in RFC 3339', async () => {
      const { queue, drain } = await fresh.outcomes();
      const occurredAt = at('2026-11-24T22:15:00.007Z');
      await queue.send([
        { eventId: eventId('évt-🙂\uffff'), decisionId: decisionId('x'), type: 'promise-to-pay', occurredAt },
        {
          eventId: eventId('e-2'),
          decisionId: decisionId('x'),
          type: 'opened',
          occurredAt: plusMs(occurredAt, 1),
        },
      ]);
      const delivered = (await drain()).map((body) => JSON.parse(body));
      expect(new Map(delivered.map((event) => [event.eventId, event]))).toStrictEqual(
        new Map(
          [
            { eventId: 'évt-🙂\uffff', type: 'promise-to-pay', occurredAt: '2026-11-24T22:15:00.007Z' },
            { eventId: 'e-2', type: 'opened', occurredAt: '2026-11-24T22:15:00.008Z' },
          ].map((event) => [event.eventId, { ...event, decisionId: decisionId('x') }]),
        ),
      );
    });

    test('an outcome that names a borrower is on the wire as the API takes it', async () => {
      const { queue, drain } = await fresh.outcomes();
      const facts = { type: 'payment', occurredAt: at('2026-11-24T22:15:00.007Z') };
      await queue.send([
        { eventId: eventId('e-1'), borrowerId: borrowerId('b-1'), ...facts },
        { eventId: eventId('e-2'), borrowerId: borrowerId('b-1'), accountId: 'a-77', ...facts },
      ]);
      const wire = { borrowerId: 'b-1', type: 'payment', occurredAt: '2026-11-24T22:15:00.007Z' };
      const delivered = (await drain()).map((body) => JSON.parse(body));
      expect(new Map(delivered.map((event) => [event.eventId, event]))).toStrictEqual(
        new Map([
          ['e-1', { eventId: 'e-1', ...wire }],
          ['e-2', { eventId: 'e-2', accountId: 'a-77', ...wire }],
        ]),
      );
    });

    test('features are on the wire as a feed sends them', async () => {
      const { queue, drain } = await fresh.features();
      const features = { balanceUsd: 5400.25, lastOpenedChannel: 'sms\uffff', monthsOnBook: null };
      const observedAt = at('2026-11-24T22:15:00.007Z');
      await queue.send([{ borrowerId: borrowerId('b-1029'), observedAt, features }]);
      const delivered = new Set(await drain());
      expect([...delivered].map((body) => JSON.parse(body))).toStrictEqual([
        { borrowerId: 'b-1029', observedAt: '2026-11-24T22:15:00.007Z', features },
      ]);
    });

    test('a decision whose row may have changed is on the wire with its day', async () => {
      const { queue, drain } = await fresh.log();
      const day = utcDateOf(at('2026-11-24T22:15:00.007Z'));
      await queue.send([{ decisionId: decisionId('x'), day }]);
      expect(await drain()).toStrictEqual([`{"decisionId":"${decisionId('x')}","day":"2026-11-24"}`]);
    });

    test('says how much is under way: nothing of a new queue, and what was sent', async () => {
      const { queue, drain } = await fresh.credits();
      expect(await queue.underWay()).toBe(0);
      await queue.send(Array.from({ length: 12 }, (_, n) => ({ decisionId: decisionId(n) })));
      expect(await queue.underWay()).toBe(12);
      await drain();
      expect(await queue.underWay()).toBe(0);
    });

    test('a redelivered body comes as it is, whatever it is', async () => {
      const { queue, drain } = await fresh.outcomes();
      const bodies = ['{"half": "of a message', 'ünreadable ☂\n', `{"decisionId":"${decisionId(1)}" }`];
      for (const body of bodies) await queue.redeliver(body);
      expect([...new Set(await drain())].sort()).toStrictEqual(bodies.sort());
    });

    test('50 senders at once lose nothing', async () => {
      const { queue, drain } = await fresh.credits();
      const ids = Array.from({ length: 150 }, (_, n) => decisionId(n));
      const senders = Array.from({ length: 50 }, (_, s) => ids.slice(s * 3, s * 3 + 3));
      await Promise.all(senders.map((mine) => queue.send(mine.map((id) => ({ decisionId: id })))));
      const delivered = new Set<string>((await drain()).map((body) => JSON.parse(body).decisionId));
      expect([...delivered].sort()).toStrictEqual(ids.sort());
    });
  });
}
