import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningService, startService } from '../../../local/service.ts';
import configuration from '../../../rapport.config.ts';
import { makeVerifyLog } from '../../../src/app/verify-log.ts';
import { maturedRowSchema } from '../../../src/contracts/matured-row.ts';
import type { DecisionId, EventId } from '../../../src/core/identifiers.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { runCommand } from '../../support/local/run-command.ts';
import { lastingState } from '../../support/local/temporary-state.ts';
import { logText } from '../../support/log-text.ts';

const folder = lastingState();
const stateDir = join(folder.path, 'state');
const out = join(folder.path, 'log.jsonl');
const MATURE = parseInstant('2026-04-20T00:00:00Z');
let service: RunningService;

beforeAll(async () => {
  service = await startService({ stateDir, port: 0, configuration, simulation: true });
});

afterAll(() => folder.remove());

async function post(method: string, path: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  expect(response.status).toBeLessThan(300);
  return (await response.json()) as {
    decisionId: DecisionId;
    status: string;
    action: { window?: { start: string } };
  };
}

async function decideOn(index: number) {
  const consents = Object.fromEntries(configuration.channels.map(({ id }) => [id, { status: 'granted' }]));
  await post('PUT', `/v1/borrowers/b-${index}`, { timeZones: ['America/New_York'], consents });
  return await post(
    'POST',
    '/v1/decisions',
    {
      borrower: { id: `b-${index}`, accountId: `a-${index}` },
      purpose: configuration.purposes[0],
      context: { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62 },
      actions: { exclude: ['no-contact'] },
      at: '2026-03-02T13:00:00Z',
    },
    { 'idempotency-key': `log-${index}` },
  );
}

async function hear(id: DecisionId, eventId: string, type: string, occurredAt: string) {
  const event = { eventId: eventId as EventId, decisionId: id, type, occurredAt: parseInstant(occurredAt) };
  await service.ports.outcomes.send([event]);
  for (const queue of ['outcomes', 'credits', 'log'] as const) await service.drained(queue);
}

const rows = async () =>
  (await logText(service.ports.maturedLog))
    .trim()
    .split('\n')
    .map((line) => maturedRowSchema.parse(JSON.parse(line)));

describe('the matured log of the embedded service', () => {
  test('follows each decision from its credit through every correction, one row each', async () => {
    const decisions = await Promise.all(Array.from({ length: 20 }, (_, index) => decideOn(index)));
    const [first] = decisions;
    const { decisionId: id, action } = first ?? expect.unreachable();
    const opens = action.window?.start ?? expect.unreachable();
    expect(await collect(service.ports.maturedLog.parts())).toEqual([]);

    await service.mature(MATURE);
    await service.drained('credits');
    await service.drained('log');
    expect((await rows()).map(({ decisionId }) => decisionId).sort()).toEqual(
      decisions.map(({ decisionId }) => decisionId).sort(),
    );

    await hear(id, 'e-1', 'payment', opens);
    const paid = (await rows()).filter(({ decisionId }) => decisionId === id);
    expect(paid).toMatchObject([{ reward: 1, seq: 1, events: [{ type: 'payment' }], borrowerId: 'b-0' }]);

    await hear(id, 'e-2', 'payment-returned', opens);
    await hear(id, 'e-2', 'payment-returned', opens);
    const returned = (await rows()).filter(({ decisionId }) => decisionId === id);
    expect(returned).toMatchObject([{ seq: 2, events: [{ type: 'payment' }, { type: 'payment-returned' }] }]);
    expect(returned[0]?.reward).toBeLessThan(1);
    expect(await makeVerifyLog(service.ports)()).toEqual({ credited: 20, rows: 20, pending: 0, faults: [] });
  });

  test('is exported, verified and made anew by commands, beside the service and without it', async () => {
    const rapport = async (...parameters: string[]) =>
      await runCommand(...parameters, '--state-dir', stateDir).ended();
    const exported = await rapport('export', '--out', out, '--json');
    expect(JSON.parse(exported.stdout)).toEqual({ rows: 20, out });
    expect(readFileSync(out, 'utf8')).toBe(await logText(service.ports.maturedLog));

    const text = await logText(service.ports.maturedLog);
    const [key] = await collect(service.ports.maturedLog.parts());
    const part = await service.ports.maturedLog.read(key ?? expect.unreachable());
    await service.ports.maturedLog.write(key ?? expect.unreachable(), '', part?.tag);
    await service.stop();

    const broken = await rapport('verify', '--log');
    expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining('has no row in part') });
    expect((await rapport('rebuild-log')).stdout).toContain('were made anew');
    expect((await rapport('rebuild-log')).stdout).toContain('All ');
    const verified = await rapport('verify', '--log', '--json');
    expect(JSON.parse(verified.stdout)).toMatchObject({
      faults: [],
      log: { rows: 20, pending: 0, faults: [] },
    });
    expect((await rapport('verify', '--log')).stdout).toContain('exactly one row for each credited decision');

    expect((await rapport('export', '--out', out)).stdout).toContain('20 rows');
    expect(readFileSync(out, 'utf8')).toBe(text);
    expect((await rapport('export', '--out', out, '--from', '2026-03-03')).stdout).toContain('0 rows');
    expect((await rapport('export', '--out', out, '--to', '2026-03-02')).stdout).toContain('20 rows');
    expect(await rapport('export', '--out', out, '--to', 'soon')).toMatchObject({ code: 2 });
    expect(await rapport('export', '--out', join(folder.path, 'no', 'where'))).toMatchObject({ code: 1 });
    expect(existsSync(`${out}.unfinished`)).toBe(false);
  });
});
