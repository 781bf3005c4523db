import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { problemSchema } from '../../../src/contracts/problem.ts';
import { PROBLEMS } from '../../../src/contracts/problem-catalogue.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import {
  arbitraryCall,
  arbitraryFeatureMessage,
  arbitraryMessage,
} from '../../support/arbitrary-requests.ts';
import { collect } from '../../support/collect.ts';
import { decided, lambdaService } from '../../support/lambda-service.ts';

/** The id that the key `fuzz-1` always gets. */
const DECISION_ID = String((await decided(lambdaService(), 'fuzz-1')).body.decisionId);

async function serviceWithDecision() {
  let now = '2026-11-24T14:00:00Z';
  const service = lambdaService({ clock: () => parseInstant(now) });
  await service.publish(now);
  await decided(service, 'fuzz-1', { requireConfirm: true });
  now = '2026-11-25T15:00:00Z';
  return service;
}

describe('whatever comes in', () => {
  test.prop([fc.array(arbitraryCall(DECISION_ID), { minLength: 1, maxLength: 4 })], { numRuns: 400 })(
    'every route answers with a success or with a documented problem; never with a fault of ours or a stack',
    async (calls) => {
      const service = await serviceWithDecision();
      for (const { routeKey, options } of calls) {
        const { status, headers, body } = await service.call(routeKey, options);
        if (status < 300) {
          expect(headers['content-type']).toBe('application/json');
          continue;
        }
        expect(status).toBeLessThan(500);
        expect(headers['content-type']).toBe('application/problem+json');
        const problem = problemSchema.parse(body);
        expect(problem.status).toBe(status);
        expect(Object.keys(PROBLEMS).map((code) => `urn:rapport:problem:${code}`)).toContain(problem.type);
        expect(JSON.stringify(body)).not.toMatch(/\bat [^"]*:\d+:\d+|node_modules/);
      }
    },
  );

  test.prop([arbitraryCall(DECISION_ID)], { numRuns: 200 })(
    'a refused call changes nothing',
    async ({ routeKey, options }) => {
      const service = await serviceWithDecision();
      const before = await stateOf(service);
      const { status } = await service.call(routeKey, options);
      if (status >= 400) expect(await stateOf(service)).toEqual(before);
    },
  );

  test.prop([fc.array(arbitraryMessage(DECISION_ID), { maxLength: 6 })], { numRuns: 200 })(
    'a queue message is recorded, parked under a documented code or delivered again; none is lost',
    async (bodies) => {
      const service = await serviceWithDecision();
      const failed = await service.record(bodies);
      const parked = await service.parked();
      const { body } = await service.call('GET /v1/decisions/{id}', { id: DECISION_ID });
      const recorded: string[] = body.state.events.map(({ eventId }: { eventId: string }) => eventId);
      for (const { events } of await collect(service.ports.accountEvents.all())) {
        recorded.push(...events.map(({ id }) => id));
      }
      for (const [index, message] of bodies.entries()) {
        const kept = failed.includes(`m-${index}`) || parked.some((each) => each.body === message);
        expect(kept || recorded.includes(JSON.parse(message).eventId)).toBe(true);
      }
      for (const { code } of parked) expect(Object.keys(PROBLEMS)).toContain(code);
    },
  );

  test.prop([fc.array(arbitraryMessage(DECISION_ID), { maxLength: 6 })], { numRuns: 200 })(
    'a credit message that names no decision is parked, and the rest of its batch proceeds',
    async (bodies) => {
      const service = await serviceWithDecision();
      expect(await service.learn([...bodies, { decisionId: DECISION_ID }])).toEqual([]);
      expect(new Set((await service.parked()).map((each) => each.body))).toEqual(new Set(bodies));
    },
  );

  test.prop([fc.array(arbitraryFeatureMessage(), { maxLength: 6 })], { numRuns: 200 })(
    'an observation is merged or parked, and never fails its batch',
    async (bodies) => {
      const service = await serviceWithDecision();
      const fine = { borrowerId: 'b-1029', observedAt: '2026-11-24T14:00:01Z', features: { dayOfMonth: 3 } };
      expect(await service.recordFeatures([...bodies, fine])).toEqual([]);
      const { body } = await service.call('GET /v1/borrowers/{id}/features', { id: 'b-1029' });
      expect(Object.keys(body.features)).toContain('dayOfMonth');
      for (const { code } of await service.parked()) expect(Object.keys(PROBLEMS)).toContain(code);
    },
  );
});

/** What a refused call must leave as it is. */
async function stateOf(service: ReturnType<typeof lambdaService>) {
  const records = [];
  for await (const record of service.ports.ledger.allRecords()) records.push(record);
  return {
    records,
    states: await service.ports.ledger.getStates(records.map(({ decisionId }) => decisionId)),
    accountEvents: await collect(service.ports.accountEvents.all()),
    profile: await service.call('GET /v1/borrowers/{id}', { id: 'b-1029' }),
    features: await service.call('GET /v1/borrowers/{id}/features', { id: 'b-1029' }),
    outcomes: service.ports.outcomes.size,
  };
}
