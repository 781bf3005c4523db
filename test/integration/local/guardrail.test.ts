import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningService, startService } from '../../../local/service.ts';
import type { BorrowerId, EventId } from '../../../src/core/identifiers.ts';
import { HOUR_MS, parseInstant, plusMs } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { lastingState } from '../../support/local/temporary-state.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const START = parseInstant('2026-03-02T13:00:00Z');
const LATER = plusMs(START, HOUR_MS);
const EXPERIMENT = {
  id: 'evening-rules',
  hypothesis: 'Contact in the evening brings more payments.',
  variants: [
    { id: 'as-now', share: 1, policy: { kind: 'configured' } },
    { id: 'evening', share: 1, policy: { kind: 'uniform' } },
  ],
  control: 'as-now',
  ramp: [{ share: 1 }],
  guardrails: [{ id: 'wrong-parties', kind: 'harm', events: ['wrong-party'], mostTimesControl: 1.5 }],
  analysis: { plannedUnits: 1000 },
};
const BORROWERS = 60;

const folder = lastingState();
let service: RunningService;
let keys = 0;

beforeAll(async () => {
  service = await startService({
    stateDir: folder.path,
    port: 0,
    configuration: SMALL_CONFIGURATION,
    simulation: true,
  });
});

afterAll(async () => {
  await service.stop();
  folder.remove();
});

describe('a variant that does harm in the embedded service', () => {
  test('is stopped by one run of the guard; the book says who did what, when and why, and the control decides', async () => {
    const at = '2026-03-02T13:00:00Z';
    await call('POST', '/v1/experiments', { author: 'Ann', reason: 'to learn', at, ...EXPERIMENT });
    const id = EXPERIMENT.id;
    await call('POST', `/v1/experiments/${id}/approve`, { author: 'Ben', reason: 'looks harmless', at });
    await call('POST', `/v1/experiments/${id}/start`, { author: 'Ann', reason: 'go', at });

    const variants = new Map<string, string>();
    for (let n = 0; n < BORROWERS; n += 1) {
      const borrower = `b-${n}`;
      await call('PUT', `/v1/borrowers/${borrower}`, {
        timeZones: ['America/New_York'],
        consents: { email: { status: 'granted' }, call: { status: 'granted' } },
      });
      variants.set(borrower, (await variantOf(borrower, at)).variant);
    }
    const harmed = [...variants].filter(([, variant], n) => variant === 'evening' || n % 10 === 0);
    const events = harmed.map(([borrower], n) => ({
      eventId: `harm-${n}` as EventId,
      borrowerId: borrower as BorrowerId,
      type: 'wrong-party',
      occurredAt: plusMs(START, 60_000),
    }));
    // Twice each, as a feed may.
    await service.ports.outcomes.send([...events, ...events]);
    await service.drained('outcomes');
    expect(await collect(service.ports.parking.list())).toEqual([]);

    const tried = [...variants.values()].filter((variant) => variant === 'evening').length;
    const { stopped, judged } = await service.guard(LATER);
    expect(stopped).toEqual([{ experiment: id, variant: 'evening' }]);
    expect(judged[0]?.verdicts).toMatchObject([
      { guardrail: 'wrong-parties', variant: 'evening', breached: true },
    ]);
    expect(await service.guard(LATER)).toMatchObject({ stopped: [], paused: false });

    const experiment = await call('GET', `/v1/experiments/${id}`);
    expect(experiment).toMatchObject({
      status: 'running',
      stoppedVariants: [{ variant: 'evening', at: '2026-03-02T14:00:00.000Z' }],
    });
    const changes = experiment['changes'];
    expect(Array.isArray(changes) && changes.at(-1)).toMatchObject({
      kind: 'stop-variant',
      at: '2026-03-02T14:00:00.000Z',
      by: { author: 'guardrail', reason: expect.stringContaining(`${tried} of ${tried} borrowers`) },
      what: expect.stringMatching(/^Stopped variant "evening" of "evening-rules": wrong-parties: /),
      evidence: { verdicts: [{ limit: 1.5, breached: true }] },
    });

    const [borrower = ''] = [...variants].find(([, variant]) => variant === 'evening') ?? [];
    expect(await variantOf(borrower, '2026-03-02T14:01:00Z')).toMatchObject({
      variant: 'evening',
      stopped: true,
    });
    expect(await service.guard(LATER)).toMatchObject({ stopped: [] });
  });
});

interface InVariant {
  readonly variant: string;
  readonly stopped?: true;
}

/** Which variant a decision about the borrower was in, as its record says. */
async function variantOf(borrower: string, at: string): Promise<InVariant> {
  const decision = await call('POST', '/v1/decisions', {
    borrower: { id: borrower },
    purpose: 'servicing',
    context: { daysPastDue: 12, lastOpenedChannel: 'email' },
    at,
  });
  const record = await call('GET', `/v1/decisions/${String(decision['decisionId'])}`);
  const experiments = record['experiments'];
  const [assignment] = Array.isArray(experiments) ? experiments : [];
  expect(assignment).toMatchObject({ experiment: EXPERIMENT.id });
  return assignment;
}

async function call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-${++keys}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  expect(response.ok, JSON.stringify(answer)).toBe(true);
  return Object(answer);
}
