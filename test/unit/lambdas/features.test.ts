import { describe, expect, test } from 'vitest';
import { UnavailableError } from '../../../src/core/errors.ts';
import { codeOf, decided, lambdaService, PROFILE_BODY } from '../../support/lambda-service.ts';

const PUT = 'PUT /v1/borrowers/{id}/features';
const GET = 'GET /v1/borrowers/{id}/features';
const NOW = '2026-11-24T14:00:00.000Z';
const ID = 'b-1029';

const OBSERVED = {
  observedAt: '2026-11-24T13:00:00.000Z',
  features: { balanceUsd: 5400, lastOpenedChannel: 'sms', monthsOnBook: null },
};

describe('the feature routes', () => {
  test('answer with the record, and read it back', async () => {
    const service = lambdaService();
    const put = await service.call(PUT, { id: ID, body: OBSERVED });
    const { observedAt } = OBSERVED;
    expect(put.status).toBe(200);
    expect(put.body).toEqual({
      borrowerId: ID,
      version: 1,
      features: {
        balanceUsd: { value: 5400, observedAt },
        lastOpenedChannel: { value: 'sms', observedAt },
        monthsOnBook: { value: null, observedAt },
      },
    });
    expect((await service.call(GET, { id: ID })).body).toEqual(put.body);
  });

  test.each([
    ['features-unknown', GET, 'b-nobody', undefined],
    ['features-unknown', GET, 'no id at all', undefined],
    ['schema-violation', PUT, 'no id at all', OBSERVED],
    ['schema-violation', PUT, ID, { ...OBSERVED, features: {} }],
    ['schema-violation', PUT, ID, { features: OBSERVED.features }],
    ['schema-violation', PUT, ID, { ...OBSERVED, features: { balanceUsd: true } }],
    ['feature-unknown', PUT, ID, { ...OBSERVED, features: { shoeSize: 43 } }],
    ['feature-protected', PUT, ID, { ...OBSERVED, features: { gender: 'x' } }],
    ['feature-out-of-range', PUT, ID, { ...OBSERVED, features: { balanceUsd: -1 } }],
    ['feature-in-future', PUT, ID, { ...OBSERVED, observedAt: '2026-11-24T14:06:00Z' }],
    ['clock-not-allowed', PUT, ID, { ...OBSERVED, at: NOW }],
  ])('say %s to %s of %s', async (code, route, id, body) => {
    const service = lambdaService();
    const answer = await service.call(route, { id, ...(body === undefined ? {} : { body }) });
    expect(codeOf(answer)).toBe(code);
    expect(await service.ports.featureRecords.get(ID as never)).toBeUndefined();
  });

  test('take the time that a simulation says', async () => {
    const service = lambdaService({ simulation: true });
    const body = { ...OBSERVED, observedAt: '2030-01-01T00:00:00Z', at: '2030-01-01T00:00:00Z' };
    expect((await service.call(PUT, { id: ID, body })).status).toBe(200);
  });
});

describe('a decision', () => {
  const open = { context: { daysPastDue: 12, paymentScore: 0.5 } };

  test('shows in its answer and its view what came from the record and what did not', async () => {
    const service = lambdaService();
    await service.call(PUT, { id: ID, body: { ...OBSERVED, features: { balanceUsd: 5400 } } });
    const stale = { observedAt: '2026-10-01T00:00:00Z', features: { lastOpenedChannel: 'sms' } };
    await service.call(PUT, { id: ID, body: stale });
    const { status, body } = await decided(service, 'sources', open);
    expect(status).toBe(201);
    const sources = {
      fromRecord: [{ feature: 'balanceUsd', observedAt: OBSERVED.observedAt }],
      unused: [
        {
          feature: 'lastOpenedChannel',
          observedAt: '2026-10-01T00:00:00.000Z',
          because: expect.stringContaining('maxAgeHours'),
        },
      ],
      readable: true,
    };
    expect(body.explanation.sources).toEqual(sources);
    const view = await service.call('GET /v1/decisions/{id}', { id: String(body.decisionId) });
    expect(view.body.explanation.sources).toEqual(sources);
    expect(view.body.context).toEqual({ ...open.context, balanceUsd: 5400 });
  });

  test('that is withheld shows it too', async () => {
    const service = lambdaService();
    await service.call(PUT, { id: ID, body: OBSERVED });
    await service.call('PUT /v1/borrowers/{id}', { id: ID, body: { ...PROFILE_BODY, timeZones: [] } });
    const { body } = await service.call('POST /v1/decisions', {
      headers: { 'Idempotency-Key': 'withheld' },
      body: { borrower: { id: ID }, purpose: 'servicing', ...open },
    });
    expect(body.status).toBe('withheld');
    expect(body.explanation.sources.fromRecord).toHaveLength(2);
  });

  test('whose request tells everything says nothing of the record', async () => {
    const service = lambdaService();
    const { body } = await decided(service, 'told');
    expect(body.explanation).not.toHaveProperty('sources');
  });
});

describe('record-features', () => {
  const message = { borrowerId: ID, ...OBSERVED };

  test('merges a batch, parks what is poison with its reason, and acknowledges both', async () => {
    const service = lambdaService();
    const poison = [
      '{"borrowerId":',
      { ...message, observedAt: 'yesterday' },
      { ...message, features: { shoeSize: 43 } },
      { ...message, features: { age: 43 } },
      { ...message, observedAt: '2027-01-01T00:00:00Z' },
    ];
    const newer = { ...message, observedAt: NOW, features: { balanceUsd: 1 } };
    expect(await service.recordFeatures([newer, ...poison, message])).toEqual([]);
    const parked = await service.parked();
    expect(parked.map(({ code }) => code).sort()).toEqual([
      'feature-in-future',
      'feature-protected',
      'feature-unknown',
      'message-unreadable',
      'message-unreadable',
    ]);
    const { body } = await service.call(GET, { id: ID });
    expect(body.version).toBe(1);
    expect(body.features.balanceUsd).toEqual({ value: 1, observedAt: NOW });
    expect(body.features.lastOpenedChannel.value).toBe('sms');
  });

  test('lets the queue bring again what storage did not take, and only that', async () => {
    const service = lambdaService({
      replace: ({ featureRecords }) => ({
        featureRecords: {
          ...featureRecords,
          put: async (record, expected) => {
            if (record.borrowerId === ID) throw new UnavailableError('storage-unavailable', 'no answer');
            return await featureRecords.put(record, expected);
          },
        },
      }),
    });
    const other = { ...message, borrowerId: 'b-2' };
    expect(await service.recordFeatures([message, other, message])).toEqual(['m-0', 'm-2']);
    expect(await service.parked()).toEqual([]);
    expect((await service.call(GET, { id: 'b-2' })).status).toBe(200);
  });

  test('takes any time in a simulation, where nobody tells it what time it is', async () => {
    const service = lambdaService({ simulation: true });
    expect(await service.recordFeatures([{ ...message, observedAt: '2030-01-01T00:00:00Z' }])).toEqual([]);
    expect((await service.call(GET, { id: ID })).status).toBe(200);
  });
});
