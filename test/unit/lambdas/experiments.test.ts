import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { experimentViewSchema } from '../../../src/contracts/experiment-view.ts';
import { policiesViewSchema } from '../../../src/contracts/policies-view.ts';
import { codeOf, lambdaService } from '../../support/lambda-service.ts';

const EXAMPLE = JSON.parse(readFileSync('docs/examples/experiment.json', 'utf8'));
const ID = 'evening-rules';
const ANN = { author: 'Ann', reason: 'evenings look promising' };
const BOB = { author: 'Bob', reason: 'looked at it' };
const ANN_ARN = 'arn:aws:sts::111122223333:assumed-role/servicing/ann@example.com';
const BOB_ARN = 'arn:aws:sts::111122223333:assumed-role/servicing/bob@example.com';

type Service = ReturnType<typeof lambdaService>;

function propose(service: Service, changes: object = {}, caller = ANN_ARN) {
  return service.call('POST /v1/experiments', { body: { ...ANN, ...EXAMPLE, ...changes }, caller });
}

function change(service: Service, verb: string, body: object, caller?: string) {
  const routeKey = `POST /v1/experiments/{id}/${verb}`;
  return service.call(routeKey, { id: ID, body, ...(caller === undefined ? {} : { caller }) });
}

async function show(service: Service) {
  return (await service.call('GET /v1/experiments/{id}', { id: ID })).body;
}

describe('an experiment over the API', () => {
  test('is proposed, started, ramped and stopped, and tells who did what when', async () => {
    const service = lambdaService();
    const proposed = await propose(service);
    expect(proposed.status).toBe(201);
    expect(proposed.body).toMatchObject({
      id: ID,
      status: 'proposed',
      version: 1,
      proposedBy: { ...ANN, caller: ANN_ARN },
      settings: { salt: ID, slice: { from: 0, to: 1 }, training: 'learn', ramp: [{ share: 0.05 }] },
    });
    expect((await change(service, 'start', ANN)).body).toMatchObject({
      status: 'running',
      startedAt: '2026-11-24T14:00:00.000Z',
    });
    expect((await change(service, 'ramp', { ...ANN, ramp: [{ share: 0.1 }] })).body).toMatchObject({
      version: 2,
      settings: { ramp: [{ from: '2026-11-24T14:00:00.000Z', share: 0.1 }] },
    });
    expect((await change(service, 'stop', { ...BOB, variant: ID })).body).toMatchObject({
      status: 'running',
      stoppedVariants: [{ variant: ID, why: BOB.reason }],
    });
    expect((await change(service, 'stop', BOB)).body).toMatchObject({ status: 'stopped' });

    const story = await show(service);
    expect(experimentViewSchema.parse(story)).toEqual(story);
    expect(
      story.changes.map(({ kind, by }: { kind: string; by: { author: string } }) => [kind, by.author]),
    ).toEqual([
      ['propose', 'Ann'],
      ['start', 'Ann'],
      ['ramp', 'Ann'],
      ['stop-variant', 'Bob'],
      ['stop', 'Bob'],
    ]);
    const policies = (await service.call('GET /v1/policies')).body;
    expect(policiesViewSchema.parse(policies)).toEqual(policies);
    expect(policies).toMatchObject({ version: 5, serving: [], running: [] });
    expect(policies.changes[0].kind).toBe('stop');
    expect((await service.call('GET /v1/experiments')).body.experiments).toHaveLength(1);
  });

  test('can be proposed anew as it is told, until it starts; and withdrawn', async () => {
    const service = lambdaService();
    const { settings } = (await propose(service)).body;
    const again = await service.call('POST /v1/experiments', { body: { ...BOB, ...settings } });
    expect(again.body).toMatchObject({ version: 2, settings, proposedBy: BOB });
    expect((await change(service, 'withdraw', ANN)).body).toMatchObject({ status: 'withdrawn', version: 2 });
    expect(codeOf(await service.call('GET /v1/experiments/{id}', { id: ID }))).toBe('experiment-unknown');
  });
});

describe('four eyes', () => {
  const LARGE = { ramp: [{ share: 0.5 }] };

  test('let a large share go live once somebody else has approved it', async () => {
    const service = lambdaService();
    await propose(service, LARGE);
    expect(codeOf(await change(service, 'start', ANN, ANN_ARN))).toBe('approval-needed');
    expect(codeOf(await change(service, 'approve', { ...BOB, version: 2 }, BOB_ARN))).toBe('version-moved');
    expect((await change(service, 'approve', { ...BOB, version: 1 }, BOB_ARN)).body).toMatchObject({
      status: 'approved',
      approvedBy: { ...BOB, caller: BOB_ARN },
    });
    expect((await change(service, 'start', ANN, ANN_ARN)).body.status).toBe('running');
  });

  test('are not two because one caller types two names', async () => {
    const service = lambdaService();
    await propose(service, LARGE);
    expect(codeOf(await change(service, 'approve', BOB, ANN_ARN))).toBe('approval-by-author');
    expect(codeOf(await change(service, 'approve', { ...ANN, author: ' ANN ' }, BOB_ARN))).toBe(
      'approval-by-author',
    );
    expect((await show(service)).status).toBe('proposed');
  });

  test('ask for an approval of a larger ramp too, of somebody else than who asked for it', async () => {
    const service = lambdaService();
    await propose(service);
    await change(service, 'start', ANN, ANN_ARN);
    const waiting = await change(service, 'ramp', { ...BOB, ramp: [{ share: 0.5 }] }, BOB_ARN);
    expect(waiting.body).toMatchObject({
      settings: { ramp: [{ share: 0.05 }] },
      proposedRamp: { by: { author: 'Bob' } },
    });
    expect(codeOf(await change(service, 'approve', ANN, BOB_ARN))).toBe('approval-by-author');
    const approved = await change(service, 'approve', ANN, ANN_ARN);
    expect(approved.body).toMatchObject({ settings: { ramp: [{ share: 0.5 }] } });
    expect(approved.body.proposedRamp).toBeUndefined();
  });

  test('a ramp to come keeps those in who are in', async () => {
    const service = lambdaService();
    await propose(service);
    await change(service, 'start', ANN);
    const ramp = [{ from: '2026-11-25T14:00:00Z', share: 0.08 }];
    const { settings } = (await change(service, 'ramp', { ...ANN, ramp })).body;
    expect(settings.ramp.map(({ share }: { share: number }) => share)).toEqual([0.05, 0.08]);
  });
});

describe('what is refused changes nothing', () => {
  const only = (field: string, value: unknown) => ({ ...EXAMPLE, [field]: value });

  test.each([
    ['a text for a share', { ramp: [{ share: 'half' }] }, '/ramp/0/share'],
    ['no variants', { variants: [] }, '/variants'],
    ['a control that is none', { control: 'nobody' }, '/control'],
    ['a purpose that is not configured', { population: { purposes: ['golf'] } }, '/population/purposes/0'],
    [
      'a feature that is not configured',
      { population: { where: [{ feature: 'age', is: [40] }] } },
      '/population/where/0/feature',
    ],
    [
      'an event that nothing reports',
      { guardrails: [{ id: 'x', kind: 'harm', events: ['grumble'], mostRate: 0.1 }] },
      '/guardrails/0/events/0',
    ],
    ['a cluster that is not declared', { design: { kind: 'cluster', by: 'galaxy' } }, '/design/by'],
    ['a member with a typo', { populatoin: {} }, '/populatoin'],
    ['no author', { author: ' ' }, '/author'],
  ])('%s', async (_, changes, pointer) => {
    const service = lambdaService();
    const answer = await propose(service, changes);
    expect(codeOf(answer)).toBe('schema-violation');
    expect(answer.body.errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer);
    expect((await service.call('GET /v1/policies')).body.version).toBe(0);
  });

  test('a snapshot that is not there', async () => {
    const service = lambdaService();
    const snapshot = `sha256:${'0'.repeat(64)}`;
    const variants = [EXAMPLE.variants[0], { id: ID, share: 1, policy: { kind: 'snapshot', snapshot } }];
    expect(codeOf(await propose(service, only('variants', variants)))).toBe('snapshot-unknown');
    const shadow = { ...ANN, policy: { kind: 'snapshot', snapshot } };
    expect(codeOf(await service.call('POST /v1/policies/shadow', { body: shadow }))).toBe('snapshot-unknown');
    expect((await service.call('GET /v1/policies')).body.version).toBe(0);
  });

  test.each([
    ['experiment-unknown', 'POST /v1/experiments/{id}/start', ANN],
    ['experiment-unknown', 'POST /v1/experiments/{id}/stop', ANN],
    ['experiment-unknown', 'GET /v1/experiments/{id}', undefined],
    ['schema-violation', 'POST /v1/experiments/{id}/start', { author: 'Ann' }],
    ['schema-violation', 'POST /v1/experiments/{id}/start', undefined],
    ['clock-not-allowed', 'POST /v1/experiments/{id}/start', { ...ANN, at: '2026-11-24T14:00:00Z' }],
    ['nothing-to-roll-back', 'POST /v1/policies/rollback', ANN],
    ['version-moved', 'POST /v1/policies/rollback', { ...ANN, version: 3 }],
    ['experiments-not-paused', 'POST /v1/policies/resume', ANN],
    [
      'schema-violation',
      'POST /v1/policies/shadow',
      { ...ANN, policy: { kind: 'fixed-rules', order: ['fax@noon'] } },
    ],
    [
      'schema-violation',
      'POST /v1/policies/shadow',
      { ...ANN, policy: { kind: 'learned', strategy: 'arg-max-linucb' } },
    ],
  ])('%s: %s with %j', async (code, routeKey, body) => {
    const answer = await lambdaService().call(routeKey, {
      id: 'nothing',
      ...(body === undefined ? {} : { body }),
    });
    expect(codeOf(answer)).toBe(code);
  });

  test('a ramp into the past, or out of order', async () => {
    const service = lambdaService();
    await propose(service);
    await change(service, 'start', ANN);
    const ramp = [
      { from: '2026-11-23T14:00:00Z', share: 0.06 },
      { from: '2026-11-22T14:00:00Z', share: 0.07 },
    ];
    const { body } = await change(service, 'ramp', { ...ANN, ramp });
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/ramp/0/from',
      '/ramp/1/from',
    ]);
    expect((await show(service)).version).toBe(1);
  });
});

describe('the policies', () => {
  test('tell the shadow, and take it away', async () => {
    const service = lambdaService();
    const policy = { kind: 'learned', strategy: 'linucb' };
    const watched = await service.call('POST /v1/policies/shadow', { body: { ...ANN, policy } });
    expect(watched.body).toMatchObject({ shadow: policy, version: 1 });
    const none = await service.call('POST /v1/policies/shadow', { body: ANN });
    expect(none.body.shadow).toBeUndefined();
    expect(none.body.version).toBe(2);
  });

  test('take the time that a simulation says', async () => {
    const service = lambdaService({ simulation: true });
    const body = { ...ANN, at: '2030-01-01T00:00:00Z', policy: { kind: 'uniform' } };
    const { changes } = (await service.call('POST /v1/policies/shadow', { body })).body;
    expect(changes[0].at).toBe('2030-01-01T00:00:00.000Z');
  });
});
