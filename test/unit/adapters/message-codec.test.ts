import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { creditCodec, featureCodec, logCodec, outcomeCodec } from '../../../src/adapters/message-codec.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';
import type { ChannelId } from '../../../src/core/identifiers.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import type { UtcDate } from '../../../src/core/time/utc-date.ts';
import { unicode } from '../../support/arbitraries/stored-values.ts';
import { borrowerId, decisionId, eventId } from '../../support/builders/identifiers.ts';

const moments = fc.integer({ min: 0, max: 4_102_444_800_000 }).map((ms) => ms as Instant);

describe('messages on the wire', () => {
  test.prop([unicode.map(eventId), unicode, moments])(
    'are read back as what was sent',
    (id, type, occurredAt) => {
      const message = { eventId: id, decisionId: decisionId(1), type, occurredAt };
      expect(outcomeCodec.parse(outcomeCodec.serialize(message))).toStrictEqual(message);
      const features = { balanceUsd: 0.1 + 0.2, lastOpenedChannel: type, monthsOnBook: null };
      const observation = { borrowerId: borrowerId(id), observedAt: occurredAt, features };
      expect(featureCodec.parse(featureCodec.serialize(observation))).toStrictEqual(observation);
      const credit = { decisionId: decisionId(2) };
      expect(creditCodec.parse(creditCodec.serialize(credit))).toStrictEqual(credit);
      const log = { decisionId: decisionId(3), day: '2026-11-24' as UtcDate };
      expect(logCodec.parse(logCodec.serialize(log))).toStrictEqual(log);
    },
  );

  test.prop([
    unicode.map(eventId),
    fc.record(
      { accountId: unicode, channel: unicode.map((text) => text as ChannelId) },
      { requiredKeys: [], noNullPrototype: true },
    ),
    moments,
  ])('also those that name a borrower', (id, rest, occurredAt) => {
    const message = { eventId: id, borrowerId: borrowerId('b-1'), type: 'payment', occurredAt, ...rest };
    expect(outcomeCodec.parse(outcomeCodec.serialize(message))).toStrictEqual(message);
  });

  test.prop([fc.string({ unit: 'binary' }).map(eventId)])(
    'are plain ASCII, which every queue takes',
    (id) => {
      const message = { eventId: id, decisionId: decisionId(1), type: 'opened', occurredAt: 0 as Instant };
      expect(outcomeCodec.serialize(message)).toMatch(/^[\x20-\x7e]*$/);
    },
  );

  test.each(['', '{', 'null', '1', '[]', '{}', '{"decisionId":1}', '"d_x"'])('%j is unreadable', (body) => {
    const parse = () => creditCodec.parse(body);
    expect(parse).toThrow(InvalidInputError);
    expect(parse).toThrow(expect.objectContaining({ code: 'message-unreadable' }));
  });

  test('an outcome without a proper time is refused', () => {
    const event = { eventId: 'e', decisionId: 'd', type: 'opened' };
    for (const occurredAt of ['yesterday', '2026-11-24T22:00:00', 1]) {
      expect(() => outcomeCodec.parse(JSON.stringify({ ...event, occurredAt }))).toThrow(InvalidInputError);
    }
  });
});
