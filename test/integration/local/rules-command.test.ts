import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../../local/open-state.ts';
import { startService } from '../../../local/service.ts';
import running from '../../../rapport.config.ts';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { runCommand } from '../../support/local/run-command.ts';
import { lastingState } from '../../support/local/temporary-state.ts';
import { useCases, WEDNESDAY } from '../../support/memory-service.ts';

const { packs: _packs, ...house } = running.rules;
/** The running configuration without any pack: what it decides depends on the house's own rules alone. */
const configuration = { ...running, rules: house };
const folder = lastingState();
const borrower = { id: 'b-1' as BorrowerId };
let decisionId: DecisionId;

beforeAll(async () => {
  const options = { stateDir: folder.path, port: 0, configuration, simulation: false };
  await (await startService(options)).stop();
  const state = await openState(folder.path);
  const service = useCases(state.ports, configuration);
  await service.profiles.put(borrower.id, {
    timeZones: ['America/New_York'],
    consents: { email: { status: 'granted' } },
    holds: [],
  });
  const request = {
    idempotencyKey: 'one',
    borrower,
    purpose: 'servicing',
    context: { daysPastDue: 12, balanceUsd: 5400, paymentScore: 0.62 },
    exclude: ['no-contact'],
    requireConfirm: false,
  };
  decisionId = (await service.decide(request, WEDNESDAY)).record.decisionId;
  await state.close();
});

afterAll(() => folder.remove());

async function rules(...parameters: readonly string[]) {
  return await runCommand('rules', ...parameters, '--state-dir', folder.path).ended();
}

const EXAMPLE = 'docs/examples/profile.json';
const CHECK = ['rules', 'check', '--at', '2026-11-24T15:30:00-05:00', '--json', '--profile'];

it('rapport rules check reads a borrower from standard input as from a file', async () => {
  const piped = spawnSync(process.execPath, ['bin/rapport.ts', ...CHECK, '-'], {
    input: readFileSync(EXAMPLE),
    encoding: 'utf8',
  });
  const { stdout } = await runCommand(...CHECK, EXAMPLE).ended();
  expect(piped).toMatchObject({ status: 0, stdout });
});

describe('rapport rules on recorded decisions', () => {
  it('explains a decision from its record', async () => {
    const { code, stdout } = await rules('explain', '--decision', decisionId, '--json');
    expect(code).toBe(0);
    const explanation = JSON.parse(stdout);
    expect(explanation).toMatchObject({ decisionId, status: 'selected' });
    const call = explanation.actions.find(
      ({ action }: { readonly action: string }) => action === 'call@weekday-evening',
    );
    expect(call.blockedBy).toContainEqual(
      expect.objectContaining({ rule: 'channel-consent@1', binding: 'policy' }),
    );

    const told = await rules('explain', '--decision', decisionId);
    expect(told.stdout).toContain('Not legal advice');
    expect(told.stdout).toContain('blocked call@weekday-evening');
  });

  it('knows no decision that was never made', async () => {
    expect(await rules('explain', '--decision', 'd_none')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('decision-unknown'),
    });
  });

  it('says what other packs would have blocked', async () => {
    const path = join(folder.path, 'next.config.json');
    const packs = ['us-federal', 'us-states-and-cities'];
    writeFileSync(path, JSON.stringify({ ...configuration, rules: { ...house, packs } }));
    const { code, stdout } = await rules('diff', '--config', path, '--json');
    expect(code).toBe(0);
    const diff = JSON.parse(stdout);
    expect(diff).toMatchObject({ decisions: 1, cannotTell: 0, withheldAllowed: 0 });
    expect(diff.rules.map(({ rule }: { readonly rule: string }) => rule)).toContain(
      'us-dc-electronic-consent@1',
    );
    expect((await rules('diff', '--config', path)).stdout).toContain('would block');
    expect((await rules('diff', '--config', path, '--since', '2027-01-01')).stdout).toContain(
      'Nothing can be compared',
    );
  });
});
