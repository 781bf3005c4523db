import { describe, expect, test } from 'vitest';
import { deadLetterQueues } from '../../../lambdas/park-dead-letters/dead-letter-queues.ts';
import { makeRedrive } from '../../../src/app/park.ts';
import { InvalidInputError, UnavailableError } from '../../../src/core/errors.ts';
import type { DecisionId } from '../../../src/core/identifiers.ts';
import { MINUTE_MS, parseInstant, plusMs } from '../../../src/core/time/instant.ts';
import { MAX_RECEIVE_COUNT } from '../../../src/shared-names.ts';
import { decide, decided, type LambdaServiceOptions, lambdaService } from '../../support/lambda-service.ts';
import { logText } from '../../support/log-text.ts';

const UNKNOWN_ID = `d_${'a'.repeat(26)}`;
const AFTER = '2026-12-01T14:00:00Z';

/** A service with one decision, made a week before its clock. */
async function serviceWithDecision(options: LambdaServiceOptions = {}) {
  let now = '2026-11-24T14:00:00Z';
  const service = lambdaService({ clock: () => parseInstant(now), ...options });
  const { body } = await decided(service, 'queue-1');
  now = AFTER;
  const opened = {
    eventId: 'e-1',
    decisionId: String(body.decisionId),
    type: 'opened',
    occurredAt: '2026-11-30T14:00:00Z',
  };
  return { service, id: opened.decisionId, opened };
}

describe('record', () => {
  test('parks what is poison, with its reason, and records the rest of the batch', async () => {
    const { service, id, opened } = await serviceWithDecision();
    const poison = [
      '{"eventId":',
      '[]',
      { ...opened, amount: 7 },
      { ...opened, occurredAt: 'yesterday' },
      { ...opened, eventId: 'e-2', type: 'teleported' },
      { ...opened, eventId: 'e-3', occurredAt: '2027-01-01T00:00:00Z' },
      { ...opened, eventId: 'e-4', occurredAt: '2026-01-01T00:00:00Z' },
      '{"__proto__":{}}',
    ];
    expect(await service.record([...poison, opened])).toEqual([]);
    const parked = await service.parked();
    expect(parked.map(({ code }) => code).sort()).toEqual([
      'message-unreadable',
      'message-unreadable',
      'message-unreadable',
      'message-unreadable',
      'message-unreadable',
      'outcome-before-decision',
      'outcome-in-future',
      'outcome-type-unknown',
    ]);
    for (const { reason } of parked) expect(reason).not.toBe('');
    const view = await service.call('GET /v1/decisions/{id}', { id });
    expect(view.body.state.events).toMatchObject([{ eventId: 'e-1' }]);
  });

  test('keeps a parked message byte for byte, once', async () => {
    const { service } = await serviceWithDecision();
    const body = '{ "eventId" : 1 }';
    await service.record([body, body]);
    await service.record([body]);
    expect(await service.parked()).toMatchObject([{ body, code: 'message-unreadable' }]);
  });

  test('an event id with another content is parked, the same event again is not', async () => {
    const { service, opened } = await serviceWithDecision();
    expect(await service.record([opened])).toEqual([]);
    expect(await service.record([opened, { ...opened, type: 'clicked' }])).toEqual([]);
    expect(await service.parked()).toMatchObject([{ code: 'event-id-reused' }]);
  });

  describe('of an outcome whose decision is unknown', () => {
    const NOW = parseInstant(AFTER);
    const waited = (ms: number) => plusMs(NOW, -ms);

    test('waits ten minutes from when it was sent, however often it was delivered, then parks it', async () => {
      const { service, opened } = await serviceWithDecision();
      const early = { ...opened, decisionId: UNKNOWN_ID };
      for (const deliveries of [1, MAX_RECEIVE_COUNT - 1]) {
        const sentAt = waited(10 * MINUTE_MS - 1);
        expect(await service.record([early, opened], deliveries, sentAt)).toEqual(['m-0']);
        expect(await service.parked()).toEqual([]);
      }
      expect(await service.record([early], 1, waited(10 * MINUTE_MS))).toEqual([]);
      expect(await service.parked()).toMatchObject([{ code: 'decision-unknown', deliveries: 1 }]);
    });

    test('parks it at its last delivery, so that it never becomes a dead letter', async () => {
      const { service, opened } = await serviceWithDecision();
      const early = { ...opened, decisionId: UNKNOWN_ID };
      expect(await service.record([early], MAX_RECEIVE_COUNT, waited(0))).toEqual([]);
      expect(await service.parked()).toMatchObject([{ code: 'decision-unknown' }]);
    });

    test('records it once the decision is there', async () => {
      let hidden = true;
      const { service, id, opened } = await serviceWithDecision({
        replace: ({ ledger }) => ({
          ledger: {
            ...ledger,
            getState: async (asked) => (hidden ? undefined : await ledger.getState(asked)),
            getRecord: async (asked) => (hidden ? undefined : await ledger.getRecord(asked)),
          },
        }),
      });
      expect(await service.record([opened], 3, waited(9 * MINUTE_MS))).toEqual(['m-0']);
      hidden = false;
      expect(await service.record([opened], 4, waited(12 * MINUTE_MS))).toEqual([]);
      expect((await service.ports.ledger.getState(id as DecisionId))?.events).toHaveLength(1);
      expect(await service.parked()).toEqual([]);
    });
  });

  test('leaves to the queue what may succeed later, however often it came', async () => {
    const { service, opened } = await serviceWithDecision({
      replace: ({ ledger }) => ({
        ledger: {
          ...ledger,
          replaceState: () => Promise.reject(new UnavailableError('storage-unavailable', 'throttled')),
        },
      }),
    });
    expect(await service.record([opened, '{'], 6)).toEqual(['m-0']);
    expect(await service.parked()).toMatchObject([{ code: 'message-unreadable' }]);
  });

  test('fails a message that could not be parked, so that it is not lost', async () => {
    const { service, opened } = await serviceWithDecision({
      replace: ({ parking }) => ({
        parking: {
          ...parking,
          park: () => Promise.reject(new UnavailableError('storage-unavailable', 'down')),
        },
      }),
    });
    expect(await service.record(['{', opened])).toEqual(['m-0']);
  });

  test('writes events of one decision one after another: none of a batch refuses another', async () => {
    const refused: string[] = [];
    const service = lambdaService({
      replace: ({ ledger }) => ({
        ledger: {
          ...ledger,
          async replaceState(next) {
            const outcome = await ledger.replaceState(next);
            if (outcome === 'moved') refused.push(next.decisionId);
            return outcome;
          },
        },
      }),
    });
    const [one, other] = [await decided(service, 'turn-1'), await decided(service, 'turn-2')];
    const types = ['delivered', 'opened', 'clicked', 'replied'];
    const events = [one, other].flatMap(({ body: { decisionId } }) =>
      types.map((type) => ({ eventId: type, decisionId, type, occurredAt: '2026-11-24T14:00:00Z' })),
    );
    expect(await service.record(events)).toEqual([]);
    expect(refused).toEqual([]);
    const { body } = await service.call('GET /v1/decisions/{id}', { id: one.body.decisionId });
    expect(body.state.events).toHaveLength(types.length);
  });

  test('takes an event’s own time for now in a simulation', async () => {
    const service = lambdaService({ simulation: true });
    const at = '2031-01-07T14:00:00Z';
    await decided(service, 'warm-up');
    const { body } = await decide(service, 'simulated-1', { at });
    const event = {
      eventId: 'e-1',
      decisionId: body.decisionId,
      type: 'opened',
      occurredAt: '2031-01-09T14:00:00Z',
    };
    expect(await service.record([event])).toEqual([]);
    expect(await service.parked()).toEqual([]);
  });
});

describe('learn', () => {
  async function matured(options: LambdaServiceOptions = {}) {
    const context = await serviceWithDecision(options);
    await context.service.record([context.opened]);
    await context.service.mature('2026-12-24T14:00:00Z');
    expect(context.service.ports.credits.takeBodies(10)).toEqual([
      JSON.stringify({ decisionId: context.id }),
    ]);
    return context;
  }

  test('folds a batch, parks what can’t be read and reports what must come again', async () => {
    const { service, id } = await matured();
    const batch = [
      { decisionId: id },
      'not json',
      { decisionId: UNKNOWN_ID },
      { decisionId: id },
      { decision: id },
    ];
    expect(await service.learn(batch)).toEqual(['m-2']);
    expect((await service.parked()).map(({ code }) => code)).toEqual([
      'message-unreadable',
      'message-unreadable',
    ]);
    const view = await service.call('GET /v1/decisions/{id}', { id });
    expect(view.body.state.credited).toMatchObject({ current: true });
  });

  test('parks the credit of a decision that never comes to exist', async () => {
    const { service } = await matured();
    const sentAt = parseInstant('2026-12-01T13:50:00Z');
    expect(await service.learn([{ decisionId: UNKNOWN_ID }], 2, sentAt)).toEqual([]);
    expect(await service.parked()).toMatchObject([{ code: 'decision-unknown' }]);
  });

  test('reports every message of a decision whose statistics could not be written', async () => {
    const { service, id } = await matured({
      replace: ({ statistics }) => ({
        statistics: {
          ...statistics,
          put: () => Promise.reject(new UnavailableError('storage-unavailable', 'throttled')),
        },
      }),
    });
    expect(await service.learn([{ decisionId: id }, '{', { decisionId: id }])).toEqual(['m-0', 'm-2']);
    expect(await service.parked()).toHaveLength(1);
  });

  test('reports every readable message when the fold as a whole failed', async () => {
    const { service, id } = await serviceWithDecision({
      replace: ({ ledger }) => ({
        ledger: { ...ledger, getRecords: () => Promise.reject(new TypeError('a defect')) },
      }),
    });
    expect(await service.learn([{ decisionId: id }, '{'])).toEqual(['m-0']);
  });

  test('an empty batch is none', async () => {
    expect(await lambdaService().learn([])).toEqual([]);
  });
});

describe('log', () => {
  async function credited(options: LambdaServiceOptions = {}) {
    const context = await serviceWithDecision(options);
    await context.service.mature('2026-12-24T14:00:00Z');
    await context.service.learn(context.service.ports.credits.takeBodies(10));
    const [body = ''] = context.service.ports.log.takeBodies(10);
    return { ...context, body };
  }

  test('writes the rows of a batch, parks what can’t be followed, and takes a redelivery for nothing new', async () => {
    const { service, id, body } = await credited();
    expect(JSON.parse(body)).toEqual({ decisionId: id, day: '2026-11-24' });
    const batch = [
      body,
      'not json',
      { decisionId: id },
      { decisionId: id, day: '2026-02-30' },
      { decisionId: id, day: '2026-11-25' },
      { decisionId: UNKNOWN_ID, day: '2026-11-24' },
      body,
    ];
    expect(await service.log(batch)).toEqual([]);
    expect((await service.parked()).map(({ code }) => code)).toEqual(Array(4).fill('message-unreadable'));
    const text = await logText(service.ports.maturedLog);
    expect(text.trim().split('\n')).toHaveLength(1);
    await service.log([body]);
    expect(await logText(service.ports.maturedLog)).toBe(text);
  });

  test('reports the messages of a part that could not be written, and those alone', async () => {
    const { service, body } = await credited({
      replace: ({ maturedLog }) => ({
        maturedLog: {
          ...maturedLog,
          write: () => Promise.reject(new UnavailableError('storage-unavailable', 'down')),
        },
      }),
    });
    expect(await service.log([body, '{', body])).toEqual(['m-0', 'm-2']);
    expect(await service.parked()).toMatchObject([{ code: 'message-unreadable' }]);
  });

  test('learn reports a batch whose messages to the log were not taken, and sends them when it comes again', async () => {
    let down = true;
    const { service, id } = await serviceWithDecision({
      replace: ({ log }) => ({
        log: {
          ...log,
          send: async (messages) => {
            if (down) throw new UnavailableError('queue-unavailable', 'down');
            await log.send(messages);
          },
        },
      }),
    });
    await service.mature('2026-12-24T14:00:00Z');
    const credits = service.ports.credits.takeBodies(10);
    expect(await service.learn(credits)).toEqual(['m-0']);
    down = false;
    expect(await service.learn(credits)).toEqual([]);
    expect(service.ports.log.takeBodies(10)).toEqual([JSON.stringify({ decisionId: id, day: '2026-11-24' })]);
  });
});

describe('park dead letters', () => {
  test('parks what outlived its queue, with how often it was delivered, to be redriven', async () => {
    const { service, id, opened } = await serviceWithDecision();
    const body = JSON.stringify(opened);
    expect(await service.parkDeadLetters('outcomes', [body, body])).toEqual([]);
    expect(await service.parkDeadLetters('credits', [{ decisionId: id }], 9)).toEqual([]);
    const row = { decisionId: id, day: '2026-11-24' };
    expect(await service.parkDeadLetters('log', [row])).toEqual([]);
    const parked = await service.parked();
    expect(parked.map(({ queue, code, deliveries }) => `${queue} ${code} ${deliveries}`).sort()).toEqual([
      'credits dead-lettered 9',
      'log dead-lettered 7',
      'outcomes dead-lettered 7',
    ]);
    const redrive = makeRedrive(service.ports);
    for (const message of parked) await redrive(message.id);
    expect(service.ports.outcomes.takeBodies(10)).toEqual([body]);
    expect(service.ports.credits.takeBodies(10)).toEqual([JSON.stringify({ decisionId: id })]);
    expect(service.ports.log.takeBodies(10)).toEqual([JSON.stringify(row)]);
    expect(await service.parked()).toEqual([]);
  });

  test('leaves with the dead letters what it can not park', async () => {
    const { service } = await serviceWithDecision({
      replace: ({ parking }) => ({
        parking: {
          ...parking,
          park: async (message) => {
            if (message.body === 'one') throw new UnavailableError('storage-unavailable', 'throttled');
            await parking.park(message);
          },
        },
      }),
    });
    expect(await service.parkDeadLetters('outcomes', ['one', 'two'])).toEqual(['m-0']);
    expect(await service.parked()).toMatchObject([{ body: 'two' }]);
  });

  test('fails for a queue that it was not told of: nobody knows where that would be redriven', async () => {
    const { service } = await serviceWithDecision();
    expect(await service.parkDeadLetters('nobody', ['one'])).toEqual(['m-0']);
    expect(await service.parked()).toEqual([]);
  });

  test('is told of every queue', () => {
    expect(() => deadLetterQueues({})).toThrow(InvalidInputError);
    const queues = deadLetterQueues({
      RAPPORT_OUTCOMES_DEAD_LETTERS_ARN: 'arn:aws:sqs:eu-central-1:1:o',
      RAPPORT_CREDITS_DEAD_LETTERS_ARN: 'arn:aws:sqs:eu-central-1:1:c',
      RAPPORT_FEATURES_DEAD_LETTERS_ARN: 'arn:aws:sqs:eu-central-1:1:f',
      RAPPORT_LOG_DEAD_LETTERS_ARN: 'arn:aws:sqs:eu-central-1:1:l',
    });
    expect([...queues.values()]).toEqual(['outcomes', 'credits', 'features', 'log']);
  });
});

describe('schedules', () => {
  test('mature takes the schedule’s own time for now', async () => {
    const { service } = await serviceWithDecision();
    expect(await service.mature('2026-11-24T14:05:00Z')).toEqual({ requested: 0, voided: 0, more: false });
    expect(await service.mature('2026-12-24T14:05:00Z')).toEqual({ requested: 1, voided: 0, more: false });
  });

  test('mature works round by round while there is time, and stops when a round moves nothing', async () => {
    let rounds = 0;
    const counting = {
      replace: ({ ledger }: Parameters<NonNullable<LambdaServiceOptions['replace']>>[0]) => ({
        ledger: {
          ...ledger,
          // An index that lags: it names as many as asked for, though nothing is left to do.
          due: async (until: Parameters<typeof ledger.due>[0], limit: number) => {
            rounds += 1;
            const ids = await ledger.due(until, limit);
            return ids.length === 0 ? [] : Array.from({ length: limit }, () => ids[0] ?? raise());
          },
        },
      }),
    };
    const { service } = await serviceWithDecision(counting);
    expect(await service.mature('2026-12-24T14:05:00Z', 5_000)).toMatchObject({ more: true });
    expect(rounds).toBe(1);
    expect(await service.mature('2026-12-24T14:30:00Z')).toMatchObject({ requested: expect.any(Number) });
    expect(rounds).toBe(3);
  });

  test('a schedule without a time fails, to be started again', async () => {
    const service = lambdaService();
    await expect(service.mature('soon')).rejects.toBeInstanceOf(InvalidInputError);
    await expect(service.publish('soon')).rejects.toBeInstanceOf(InvalidInputError);
  });

  test('publish says when nothing changed', async () => {
    const service = lambdaService();
    expect(await service.publish('2026-11-24T14:00:00Z')).toMatchObject({
      changed: true,
      champion: { version: 1 },
    });
    expect(await service.publish('2026-11-24T14:15:00Z')).toMatchObject({
      changed: false,
      champion: { version: 1 },
    });
  });
});

function raise(): never {
  throw new Error('no id');
}
