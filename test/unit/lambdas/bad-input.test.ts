import { describe, expect, test } from 'vitest';
import { problemSchema } from '../../../src/contracts/problem.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import {
  type Answer,
  codeOf,
  DECISION_BODY,
  decide,
  decided,
  lambdaService,
  PROFILE_BODY,
} from '../../support/lambda-service.ts';

const DECIDE = 'POST /v1/decisions';
const OUTCOMES = 'POST /v1/outcomes';
const KEY = { 'Idempotency-Key': 'k-1' };
const UNKNOWN_ID = `d_${'a'.repeat(26)}`;

/** The status, the code and the fields at fault of a refusal that has the documented form. */
function refusal(answer: Answer): { status: number; code: string; pointers: string[] } {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const problem = problemSchema.parse(answer.body);
  expect(problem.status).toBe(answer.status);
  expect(problem.requestId).toBe('request-1');
  expect(problem.detail).not.toBe('');
  expect(JSON.stringify(problem)).not.toMatch(/\bat .*\.(?:ts|js):\d+/);
  return {
    status: answer.status,
    code: codeOf(answer),
    pointers: problem.errors.map(({ pointer }) => pointer),
  };
}

async function refusedBody(body: unknown, headers: Readonly<Record<string, string>> = KEY) {
  const service = lambdaService();
  const answer = await service.call(DECIDE, { body, headers });
  return refusal(answer);
}

function withContext(changes: string): string {
  const body = JSON.stringify({ ...DECISION_BODY, context: { ...DECISION_BODY.context, daysPastDue: '#' } });
  return body.replace('"#"', changes);
}

describe('a body that is no request', () => {
  test('malformed JSON', async () => {
    expect(await refusedBody('{"borrower":')).toEqual({ status: 400, code: 'body-not-json', pointers: [''] });
  });

  test('no body', async () => {
    const answer = await lambdaService().call(DECIDE, { headers: KEY });
    expect(refusal(answer)).toEqual({ status: 400, code: 'body-not-json', pointers: [''] });
  });

  test('bytes that are not UTF-8', async () => {
    const answer = await lambdaService().call(DECIDE, {
      headers: KEY,
      body: Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'),
      isBase64Encoded: true,
    });
    expect(refusal(answer).code).toBe('body-not-json');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'media type "%s"',
    async (type) => {
      expect(await refusedBody(DECISION_BODY, { ...KEY, 'content-type': type })).toEqual({
        status: 415,
        code: 'media-type-unsupported',
        pointers: ['/header/Content-Type'],
      });
    },
  );

  test('a body above 256 KB, before it is looked at', async () => {
    const refused = await refusedBody(`{"pad":"${'x'.repeat(256 * 1024)}`);
    expect(refused).toEqual({ status: 413, code: 'body-too-large', pointers: [''] });
  });

  test('10 MB in base64', async () => {
    const answer = await lambdaService().call(DECIDE, {
      headers: KEY,
      body: Buffer.alloc(10 * 1024 * 1024, 0x20).toString('base64'),
      isBase64Encoded: true,
    });
    expect(refusal(answer).code).toBe('body-too-large');
  });

  test('nesting deeper than 32, however deep', async () => {
    const nested = (depth: number) => `{"context":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    for (const depth of [32, 100_000]) {
      expect(await refusedBody(nested(depth))).toEqual({
        status: 422,
        code: 'schema-violation',
        pointers: [''],
      });
    }
    expect((await refusedBody(nested(31))).pointers).toContain('/context');
  });

  test('brackets within texts are no nesting', async () => {
    const body = { ...DECISION_BODY, context: { ...DECISION_BODY.context, autopay: '[{'.repeat(40) } };
    expect((await refusedBody(body)).pointers).toEqual(['/context/autopay']);
  });

  test.each([
    '{"__proto__":{"purpose":"servicing"}}',
    '{"constructor":{"prototype":{}}}',
    '{"context":{"__proto__":1}}',
  ])('prototype members: %s', async (body) => {
    expect(await refusedBody(body)).toEqual({ status: 422, code: 'schema-violation', pointers: [''] });
  });

  test.each(['null', '[]', '"text"', '7'])('JSON that is no object: %s', async (body) => {
    expect(await refusedBody(body)).toEqual({ status: 422, code: 'schema-violation', pointers: [''] });
  });
});

describe('a decision request with a fault', () => {
  test('every fault is listed with its field and fix', async () => {
    const answer = await lambdaService().call(DECIDE, {
      headers: KEY,
      body: { borrower: { id: '' }, purpose: 7, context: [], requireConfirm: 'yes', extra: 1 },
    });
    expect(refusal(answer).pointers.sort()).toEqual([
      '/borrower/id',
      '/context',
      '/extra',
      '/purpose',
      '/requireConfirm',
    ]);
    for (const { problem, fix } of answer.body.errors) expect([problem, fix]).not.toContain('');
  });

  test.each([
    ['NaN', 400, 'body-not-json'],
    ['Infinity', 400, 'body-not-json'],
    ['1e400', 422, 'schema-violation'],
    ['-1e400', 422, 'schema-violation'],
    ['null', 422, 'schema-violation'],
    ['{}', 422, 'schema-violation'],
    ['"12"', 422, 'feature-out-of-range'],
    ['181', 422, 'feature-out-of-range'],
    ['-1', 422, 'feature-out-of-range'],
  ])('daysPastDue %s', async (value, status, code) => {
    const refused = await refusedBody(withContext(value));
    expect(refused).toEqual({ status, code, pointers: [status === 400 ? '' : '/context/daysPastDue'] });
  });

  test('a number too large to be one is called that', async () => {
    const answer = await lambdaService().call(DECIDE, { headers: KEY, body: withContext('1e400') });
    expect(answer.body.errors[0].problem).toBe('is a number too large to be represented');
  });

  test('a missing required feature', async () => {
    const { balanceUsd: _, ...context } = DECISION_BODY.context;
    expect(await refusedBody({ ...DECISION_BODY, context })).toEqual({
      status: 422,
      code: 'feature-missing',
      pointers: ['/context/balanceUsd'],
    });
  });

  test('a feature that nobody declared, and a level', async () => {
    const unknown = { ...DECISION_BODY, context: { ...DECISION_BODY.context, moonPhase: 1 } };
    expect(await refusedBody(unknown)).toMatchObject({
      code: 'feature-unknown',
      pointers: ['/context/moonPhase'],
    });
    const level = { ...DECISION_BODY, context: { ...DECISION_BODY.context, lastOpenedChannel: 'pigeon' } };
    expect(await refusedBody(level)).toMatchObject({ pointers: ['/context/lastOpenedChannel'] });
  });

  test.each(['age', 'date of birth', 'zipCode', 'borrowerGender'])('protected attribute %s', async (name) => {
    const body = { ...DECISION_BODY, context: { ...DECISION_BODY.context, [name]: 1 } };
    expect(await refusedBody(body)).toEqual({
      status: 422,
      code: 'feature-protected',
      pointers: [`/context/${name}`],
    });
  });

  test('unknown purpose and unknown channel, with those that exist', async () => {
    const service = lambdaService();
    const purpose = await decide(service, 'k-1', { purpose: 'marketing' });
    expect(refusal(purpose)).toEqual({ status: 422, code: 'purpose-unknown', pointers: ['/purpose'] });
    expect(purpose.body.errors[0].fix).toContain('servicing');
    const channel = await decide(service, 'k-2', { actions: { exclude: ['email', 'letter'] } });
    expect(refusal(channel)).toEqual({
      status: 422,
      code: 'action-unknown',
      pointers: ['/actions/exclude/1'],
    });
    expect(channel.body.errors[0].fix).toContain('email, sms, call');
  });

  test.each([undefined, '', 'with space', 'ü', 'a, b', 'a,b', 'x'.repeat(129)])(
    'Idempotency-Key %s',
    async (key) => {
      const answer = await lambdaService().call(DECIDE, {
        headers: key === undefined ? {} : { 'Idempotency-Key': key },
        body: DECISION_BODY,
      });
      expect(refusal(answer)).toEqual({
        status: 400,
        code: 'idempotency-key-missing',
        pointers: ['/header/Idempotency-Key'],
      });
    },
  );

  test('a clock, unless the service is a simulation', async () => {
    const at = { at: '2026-11-25T14:00:00Z' };
    expect(refusal(await decide(lambdaService(), 'k-1', at))).toEqual({
      status: 422,
      code: 'clock-not-allowed',
      pointers: ['/at'],
    });
    const simulated = lambdaService({ simulation: true });
    const { body } = await decide(simulated, 'k-1', at);
    const view = await simulated.call('GET /v1/decisions/{id}', { id: body.decisionId });
    expect(view.body.decidedAt).toBe('2026-11-25T14:00:00.000Z');
  });

  test('a refused request leaves nothing behind', async () => {
    const service = lambdaService();
    await decide(service, 'k-1', { purpose: 'marketing' });
    expect((await decide(service, 'k-1')).status).toBe(201);
  });
});

describe('outcomes with a fault', () => {
  async function decisionId(): Promise<{ service: ReturnType<typeof lambdaService>; id: string }> {
    const service = lambdaService();
    const { body } = await decided(service, 'outcomes-1');
    return { service, id: body.decisionId };
  }

  const event = (decision: string, changes: object = {}) => ({
    eventId: 'e-1',
    decisionId: decision,
    type: 'opened',
    occurredAt: '2026-11-24T14:01:00Z',
    ...changes,
  });

  test.each([
    [{ decisionId: UNKNOWN_ID }, 404, 'decision-unknown', '/decisionId'],
    [{ decisionId: 'x' }, 422, 'schema-violation', '/decisionId'],
    [{ type: 'teleported' }, 422, 'outcome-type-unknown', '/type'],
    [{ occurredAt: '2026-11-24T15:00:00Z' }, 422, 'outcome-in-future', '/occurredAt'],
    [{ occurredAt: '2026-11-24T13:00:00Z' }, 422, 'outcome-before-decision', '/occurredAt'],
    [{ occurredAt: '2026-02-30T13:00:00Z' }, 422, 'schema-violation', '/occurredAt'],
    [{ occurredAt: '2026-11-24' }, 422, 'schema-violation', '/occurredAt'],
    [{ occurredAt: 1_795_528_800_000 }, 422, 'schema-violation', '/occurredAt'],
    [{ eventId: '' }, 422, 'schema-violation', '/eventId'],
    [{ amount: 100 }, 422, 'schema-violation', '/amount'],
    [{ borrowerId: 'b-1029' }, 422, 'schema-violation', '/borrowerId'],
    [{ accountId: 'a-77' }, 422, 'schema-violation', '/accountId'],
    [{ channel: 'sms' }, 422, 'schema-violation', '/channel'],
    [{ decisionId: undefined }, 422, 'schema-violation', '/decisionId'],
    [{ decisionId: undefined, borrowerId: 'b 1' }, 422, 'schema-violation', '/borrowerId'],
    [{ decisionId: undefined, borrowerId: 'b-1029', channel: 'fax' }, 422, 'channel-unknown', '/channel'],
    [{ at: '2026-11-24T14:00:00Z' }, 422, 'clock-not-allowed', '/at'],
  ])('%j', async (changes, status, code, pointer) => {
    const { service, id } = await decisionId();
    const alone = await service.call(OUTCOMES, { body: event(id, changes) });
    expect(refusal(alone)).toEqual({ status, code, pointers: [pointer] });
    if (pointer === '/at') return;
    const second = await service.call(OUTCOMES, {
      body: { events: [event(id, { eventId: 'e-0' }), event(id, changes)] },
    });
    expect(refusal(second)).toEqual({ status, code, pointers: [`/events/1${pointer}`] });
    expect(service.ports.outcomes.size).toBe(0);
  });

  test('an event that names neither decision nor borrower, or both, is told which to send', async () => {
    const { service, id } = await decisionId();
    const fixOf = async (changes: object) =>
      (await service.call(OUTCOMES, { body: event(id, changes) })).body.errors[0];
    expect(await fixOf({ decisionId: undefined })).toMatchObject({
      problem: 'is missing',
      fix: expect.stringContaining('borrowerId instead'),
    });
    expect(await fixOf({ borrowerId: 'b-1029' })).toMatchObject({
      fix: expect.stringContaining('either decisionId or borrowerId'),
    });
  });

  test('a withheld decision has no outcomes', async () => {
    const service = lambdaService();
    const { body } = await decide(service, 'withheld-1');
    const answer = await service.call(OUTCOMES, { body: event(body.decisionId) });
    expect(refusal(answer)).toEqual({ status: 422, code: 'decision-withheld', pointers: ['/decisionId'] });
  });

  test('an event id that was used for another event', async () => {
    const { service, id } = await decisionId();
    expect(await service.record([event(id)])).toEqual([]);
    const answer = await service.call(OUTCOMES, { body: event(id, { type: 'clicked' }) });
    expect(refusal(answer)).toEqual({ status: 409, code: 'event-id-reused', pointers: ['/eventId'] });
  });

  test('none, and more than a hundred', async () => {
    const { service, id } = await decisionId();
    for (const count of [0, 101]) {
      const events = Array.from({ length: count }, (_, index) => event(id, { eventId: `e-${index}` }));
      expect(refusal(await service.call(OUTCOMES, { body: { events } })).pointers).toEqual(['/events']);
    }
  });
});

describe('paths and profiles with a fault', () => {
  test.each([
    ['GET /v1/decisions/{id}', 'decision-unknown'],
    ['POST /v1/decisions/{id}/confirm', 'decision-unknown'],
    ['GET /v1/borrowers/{id}', 'borrower-unknown'],
    ['GET /v1/borrowers/{id}/contacts', 'borrower-unknown'],
    ['GET /v1/models/{id}', 'model-unknown'],
  ])('%s of what does not exist', async (route, code) => {
    const service = lambdaService();
    for (const id of [UNKNOWN_ID, 'b-unknown', '', '../b', 'ü', 'x'.repeat(500)]) {
      expect(refusal(await service.call(route, { id }))).toMatchObject({ status: 404, code });
    }
  });

  test('a profile under an id that a path can’t hold', async () => {
    const answer = await lambdaService().call('PUT /v1/borrowers/{id}', { id: '../b', body: PROFILE_BODY });
    expect(refusal(answer)).toEqual({ status: 422, code: 'schema-violation', pointers: ['/path/id'] });
  });

  test('a route of another function', async () => {
    const { http } = lambdaService();
    const { httpEvent, lambdaContext } = await import('../../support/lambda-events.ts');
    const answer = await http.read(httpEvent('GET /v1/unheard-of'), lambdaContext());
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('urn:rapport:problem:route-unknown');
  });

  test('time zones and channels that do not exist', async () => {
    const put = (body: object) => lambdaService().call('PUT /v1/borrowers/{id}', { id: 'b-1', body });
    expect(refusal(await put({ ...PROFILE_BODY, timeZones: ['America/New_York', 'Mars/Olympus'] }))).toEqual({
      status: 422,
      code: 'time-zone-unknown',
      pointers: ['/timeZones/1'],
    });
    expect(refusal(await put({ ...PROFILE_BODY, consents: { letter: { status: 'granted' } } }))).toEqual({
      status: 422,
      code: 'channel-unknown',
      pointers: ['/consents/letter'],
    });
    const times = [{ start: '12:00', end: '13:00', channel: 'fax' }];
    expect(refusal(await put({ ...PROFILE_BODY, inconvenientTimes: times }))).toMatchObject({
      code: 'channel-unknown',
      pointers: ['/inconvenientTimes/0/channel'],
    });
    const twice = { id: 'p-1', place: 'personal' };
    expect(refusal(await put({ ...PROFILE_BODY, phones: [twice, twice] }))).toMatchObject({
      code: 'schema-violation',
      pointers: ['/phones/1/id'],
    });
    const holds = [{ id: 'h-1', channel: 'fax', since: '2026-01-01T00:00:00Z', source: 'borrower-request' }];
    expect(refusal(await put({ ...PROFILE_BODY, holds }))).toMatchObject({ pointers: ['/holds/0/channel'] });
    const over = [{ ...holds[0], channel: 'call', until: '2026-01-01T00:00:00Z' }];
    expect(refusal(await put({ ...PROFILE_BODY, holds: over }))).toMatchObject({
      pointers: ['/holds/0/until'],
    });
  });

  test('confirming too early, or what needs no confirmation', async () => {
    const service = lambdaService();
    const pending = await decided(service, 'confirm-1', { requireConfirm: true });
    const free = await decide(service, 'confirm-2');
    for (const { body } of [pending, free]) {
      const answer = await service.call('POST /v1/decisions/{id}/confirm', { id: body.decisionId });
      expect(refusal(answer)).toMatchObject({ status: 409, code: 'dispatch-not-possible' });
    }
  });

  test('voiding without a reason, with a sentence, or after the contact went out', async () => {
    let now = '2026-11-24T14:00:00Z';
    const service = lambdaService({ clock: () => parseInstant(now) });
    const { body } = await decided(service, 'void-1', { requireConfirm: true });
    const id = body.decisionId;
    const route = 'POST /v1/decisions/{id}/void';
    expect(refusal(await service.call(route, { id }))).toMatchObject({ status: 422, pointers: [''] });
    const sentence = await service.call(route, { id, body: { reason: 'the borrower called us' } });
    expect(refusal(sentence)).toMatchObject({ status: 422, pointers: ['/reason'] });
    now = body.action.window.start;
    await service.call('POST /v1/decisions/{id}/confirm', { id });
    const late = await service.call(route, { id, body: { reason: 'channel-outage' } });
    expect(refusal(late)).toMatchObject({ status: 409, code: 'already-confirmed' });
  });
});
