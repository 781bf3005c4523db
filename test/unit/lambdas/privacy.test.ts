import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeObservability } from '../../../lambdas/_shared/observability.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import { decide, decided, lambdaService } from '../../support/lambda-service.ts';

const lines: string[] = [];

beforeEach(() => {
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  lines.length = 0;
  for (const level of ['log', 'debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line)));
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('neither logs nor metrics hold borrower data, whatever goes wrong', async () => {
  const service = lambdaService({
    observability: makeObservability('rapport-test'),
    replace: ({ profiles }) => ({
      profiles: {
        ...profiles,
        get: (id) =>
          String(id) === 'b-secret-2'
            ? Promise.reject(new UnavailableError('storage-unavailable', 'throttled'))
            : profiles.get(id),
      },
    }),
  });
  await decided(service, 'k-1');
  const secret = { borrower: { id: 'b-secret-1', accountId: 'a-secret' } };
  const { body } = await decide(service, 'k-2', secret);
  await decide(service, 'k-2', { ...secret, purpose: 'collections' });
  await decide(service, 'k-3', { borrower: { id: 'b-secret-2' } });
  await decide(service, 'k-4', { ...secret, context: { secretFeature: 'secret' } });
  await decide(service, 'k-5', { ...secret, purpose: 'secret' });
  await service.call('GET /v1/borrowers/{id}', { id: 'b-secret-2' });
  await service.record([
    '{"secret":1}',
    { eventId: 'e-secret', decisionId: body.decisionId, type: 'opened', occurredAt: '2026-11-24T14:00:00Z' },
  ]);
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join('\n')).not.toMatch(/secret|b-1029|a-77/i);
});

test('metrics are flushed for answers and for errors, with no dimension but the service', async () => {
  const service = lambdaService({ observability: makeObservability('rapport-test') });
  await decided(service, 'k-1');
  await service.record(['{']);
  const emf = lines.map((line) => JSON.parse(line)).filter((line) => '_aws' in line);
  expect(emf.map((line) => line['DecisionsSelected'] ?? line['MessagesParked'])).toEqual([1, 1]);
  for (const line of emf) {
    for (const { Dimensions } of line._aws.CloudWatchMetrics) expect(Dimensions).toEqual([['service']]);
  }
});

test('a call without a metric is no warning', async () => {
  const service = lambdaService({ observability: makeObservability('rapport-test') });
  expect((await service.call('GET /v1/health')).status).toBe(200);
  expect(lines).toEqual([]);
});
