import { readFileSync } from 'node:fs';
import { test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { mutated } from '../../support/arbitrary-requests.ts';
import { decided, lambdaService } from '../../support/lambda-service.ts';

const EXAMPLE = JSON.parse(readFileSync('docs/examples/experiment.json', 'utf8'));
const PROPOSAL = {
  ...EXAMPLE,
  author: 'proposer',
  reason: 'to see',
  population: { where: [] },
  ramp: [{ share: 1 }],
};
const SIGNED = { author: 'approver', reason: 'seen' };

test.prop([mutated(PROPOSAL)], { numRuns: 600 })(
  'a proposal with anything changed is refused with its fields and changes nothing, or runs and decisions are made',
  async (body) => {
    const service = lambdaService();
    const proposed = await service.call('POST /v1/experiments', { body });
    if (proposed.status !== 201) {
      expect(proposed.status, JSON.stringify(proposed.body)).toBeLessThan(500);
      if (proposed.status === 422) expect(proposed.body.errors.length).toBeGreaterThan(0);
      expect((await service.call('GET /v1/policies')).body.version).toBe(0);
      return;
    }
    const { id, settings } = proposed.body;
    // What is told can be proposed again and is the same experiment.
    const again = await service.call('POST /v1/experiments', { body: { ...SIGNED, ...settings } });
    expect(again.body).toMatchObject({ version: 2, settings });
    expect(again.body.settings).toEqual(settings);
    const approver = { ...SIGNED, author: 'somebody else' };
    expect((await service.call('POST /v1/experiments/{id}/approve', { id, body: approver })).status).toBe(
      200,
    );
    expect((await service.call('POST /v1/experiments/{id}/start', { id, body: SIGNED })).status).toBe(200);
    const decision = await decided(service, 'k-1');
    expect(decision.status, JSON.stringify(decision.body)).toBe(201);
  },
);
