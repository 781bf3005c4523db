import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import shipped from '../../../rapport.config.ts';
import { outcomeCodec } from '../../../src/adapters/message-codec.ts';
import { profileRequestSchema } from '../../../src/contracts/borrower-profile.ts';
import { type ConfigurationInput, defineConfiguration } from '../../../src/contracts/configuration.ts';
import { decisionRequestSchema } from '../../../src/contracts/decision-request.ts';
import { outcomeEventSchema, outcomesSchemaFor } from '../../../src/contracts/outcomes.ts';
import { readWith } from '../../../src/contracts/read-with.ts';
import { timestampSchema } from '../../../src/contracts/timestamp.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';
import type { BorrowerId, ChannelId, DecisionId, EventId } from '../../../src/core/identifiers.ts';
import { formatInstant, instant } from '../../../src/core/time/instant.ts';
import { mutated } from '../../support/arbitrary-requests.ts';
import { decided, lambdaService } from '../../support/lambda-service.ts';

const fullYears = {
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
};

describe('reading is total', () => {
  test.prop([fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true, withMap: true })])(
    'anything is read or refused with its field problems',
    (input) => {
      for (const schema of [
        decisionRequestSchema,
        profileRequestSchema,
        outcomeEventSchema,
        outcomesSchemaFor(input),
      ]) {
        const error = refusal(() => readWith(schema, input));
        expect(error === undefined || error.fields.length > 0).toBe(true);
      }
    },
  );

  test.prop([fc.jsonValue()])('a pointer leads to a member, or to where one is missing', (input) => {
    for (const { pointer } of refusal(() => readWith(decisionRequestSchema, input))?.fields ?? []) {
      const steps = pointer.split('/').slice(1, -1);
      let holder: unknown = input;
      for (const step of steps)
        holder = Reflect.get(Object(holder), step.replaceAll('~1', '/').replaceAll('~0', '~'));
      if (pointer !== '') expect(typeof holder).toBe('object');
    }
  });
});

describe('times', () => {
  test.prop([fc.date(fullYears)])('an instant is read as it was written', (date) => {
    const at = instant(date.getTime());
    expect(timestampSchema.parse(formatInstant(at))).toBe(at);
  });

  test.prop([fc.date(fullYears), fc.integer({ min: -14 * 60, max: 14 * 60 })])(
    'an offset names the same instant',
    (date, minutes) => {
      const whole = Math.floor(date.getTime() / 1000) * 1000;
      fc.pre(Math.abs(whole) < 8e15 && whole > new Date('0002-01-01T00:00:00Z').getTime());
      fc.pre(whole < new Date('9999-12-30T00:00:00Z').getTime());
      const local = new Date(whole + minutes * 60_000).toISOString().slice(0, 19);
      const sign = minutes < 0 ? '-' : '+';
      const offset = `${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
      expect(timestampSchema.parse(`${local}${sign}${offset}`)).toBe(whole);
    },
  );
});

test.prop([
  fc.record({
    eventId: fc.stringMatching(/^[\x21-\x7e]{1,128}$/).map((text) => text as EventId),
    decisionId: fc.stringMatching(/^d_[a-z2-7]{26}$/).map((text) => text as DecisionId),
    type: fc.stringMatching(/^[a-z][a-z0-9-]{0,63}$/),
    occurredAt: fc.date(fullYears).map((date) => instant(date.getTime())),
  }),
])('the consumer reads what the producer wrote on the queue', (message) => {
  expect(readWith(outcomeEventSchema, JSON.parse(outcomeCodec.serialize(message)))).toEqual(message);
});

test.prop([
  fc.record(
    {
      eventId: fc.stringMatching(/^[\x21-\x7e]{1,128}$/).map((text) => text as EventId),
      borrowerId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/).map((text) => text as BorrowerId),
      accountId: fc.stringMatching(/^[\x21-\x7e]{1,128}$/),
      channel: fc.constantFrom('sms' as ChannelId, 'email' as ChannelId),
      type: fc.stringMatching(/^[a-z][a-z0-9-]{0,63}$/),
      occurredAt: fc.date(fullYears).map((date) => instant(date.getTime())),
    },
    { requiredKeys: ['eventId', 'borrowerId', 'type', 'occurredAt'], noNullPrototype: true },
  ),
])('also of an event that names a borrower', (message) => {
  expect(readWith(outcomeEventSchema, JSON.parse(outcomeCodec.serialize(message)))).toEqual(message);
});

test.prop([mutated(shipped)], { numRuns: 1_000 })(
  'a configuration with anything changed is refused with its fields, or decides and publishes',
  async (input) => {
    let configuration: Configuration | undefined;
    const error = refusal(() => {
      // What `rapport.config.ts` could hold if its author had no type checker.
      configuration = defineConfiguration(input as ConfigurationInput);
    });
    if (configuration === undefined) {
      expect(error?.code).toBe('config-invalid');
      expect(error?.fields.length).toBeGreaterThan(0);
      return;
    }
    const service = lambdaService({ configuration });
    expect(await service.publish('2026-11-24T14:00:00Z')).toMatchObject({ changed: true });
    expect((await decided(service, 'k-1')).status).toBeLessThan(500);
  },
);

function refusal(work: () => unknown): InvalidInputError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}
