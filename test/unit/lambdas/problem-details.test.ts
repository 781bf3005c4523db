import { describe, expect, test } from 'vitest';
import { httpChain } from '../../../lambdas/_shared/http-chain.ts';
import { jsonAnswer } from '../../../lambdas/_shared/json-answer.ts';
import { PROBLEMS } from '../../../src/contracts/problem-catalogue.ts';
import {
  ConflictError,
  CorruptStateError,
  InvalidInputError,
  InvariantError,
  NotFoundError,
  UnavailableError,
} from '../../../src/core/errors.ts';
import { httpEvent, lambdaContext } from '../../support/lambda-events.ts';
import { answerOf, lambdaService } from '../../support/lambda-service.ts';

async function answerTo(work: () => Promise<never>, remainingMs?: number) {
  const { runtime } = lambdaService();
  const handler = httpChain(runtime).handler(work);
  return answerOf(await handler(httpEvent('GET /v1/health'), lambdaContext(remainingMs)));
}

describe('an error becomes a problem document', () => {
  test.each([
    [new InvalidInputError('schema-violation', 'said'), 422, 'said'],
    [new NotFoundError('decision-unknown', 'said'), 404, 'said'],
    [new ConflictError('event-id-reused', 'said'), 409, 'said'],
    [new UnavailableError('contention', 'said'), 503, 'said'],
  ])('%s', async (error, status, detail) => {
    const answer = await answerTo(() => Promise.reject(error));
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      body: { type: `urn:rapport:problem:${error.code}`, status, title: PROBLEMS[error.code].title, detail },
    });
    expect(answer.headers['retry-after']).toBe(status === 503 ? '2' : undefined);
  });

  test.each([
    [new CorruptStateError('record-corrupt', 'the bytes of borrower b-1029'), 'record-corrupt'],
    [new InvariantError('unreachable', 'the bytes of borrower b-1029'), 'unreachable'],
    [new TypeError('the bytes of borrower b-1029'), 'internal'],
    ['the bytes of borrower b-1029', 'internal'],
  ])('a fault of ours says its code and the request, no more: %s', async (error, code) => {
    const answer = await answerTo(() => Promise.reject(error));
    expect(answer).toMatchObject({
      status: 500,
      body: { type: `urn:rapport:problem:${code}`, requestId: 'request-1', errors: [] },
    });
    expect(JSON.stringify(answer.body)).not.toContain('b-1029');
  });

  test('data that do not come in time are unavailable, and the caller is told before Lambda gives up', async () => {
    const never = () => new Promise<never>(() => undefined);
    const answer = await answerTo(never, 260);
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:rapport:problem:storage-unavailable' } });
  });
});

test('storage that does not answer withholds nothing silently: reads say 503', async () => {
  const service = lambdaService({
    replace: ({ ledger }) => ({
      ledger: {
        ...ledger,
        getRecord: () => Promise.reject(new UnavailableError('storage-unavailable', 'down')),
      },
    }),
  });
  const id = `d_${'a'.repeat(26)}`;
  expect(await service.call('GET /v1/decisions/{id}', { id })).toMatchObject({
    status: 503,
    headers: { 'retry-after': '2' },
  });
});

test('a success is JSON that nobody keeps', () => {
  expect(jsonAnswer(200, { a: 1 })).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: '{"a":1}',
  });
});
