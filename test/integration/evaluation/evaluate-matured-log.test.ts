import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLog } from '../../../src/app/export-log.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { Selected } from '../../../src/core/decision/decision-record.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { SERVABLE_STRATEGIES } from '../../../src/core/policy/strategy.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { callCli } from '../../support/local/call-cli.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-evaluate-'));
const [log, config] = [join(folder, 'log.jsonl'), join(folder, 'small.json')];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Fixed rules that explore a lot, so that their log can tell of anything. */
const EXPLORING: Configuration = {
  ...SMALL_CONFIGURATION,
  learning: { ...SMALL_CONFIGURATION.learning, strategy: 'uniform' },
};
const DECISIONS = 2_500;
const rewards: number[] = [];

/** A call is paid in half of the cases, an e-mail in a tenth, nothing else ever. */
function chanceOf(action: string): number {
  if (action.startsWith('call@')) return 0.5;
  return action.startsWith('email@') ? 0.1 : 0;
}

/** The log of a service that decided evenly, heard back, waited and learned. */
beforeAll(async () => {
  const service = memoryService(EXPLORING);
  await service.publish(WEDNESDAY);
  const random = randomSource(5);
  for (let index = 0; index < DECISIONS; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const context = { daysPastDue: index % 90 };
    const { record } = await service.decide(
      decideRequest(`k-${index}`, { borrower: { id }, context }),
      WEDNESDAY,
    );
    const { action } = record.verdict as Selected;
    const cost =
      SMALL_CONFIGURATION.channels.find((channel) => action.startsWith(`${channel.id}@`))?.cost ?? 0;
    const paid = random.chance(chanceOf(action));
    rewards.push((paid ? 1 : 0) - cost);
    if (!paid) continue;
    const event = outcome(record.decisionId, `e-${index}`, 'payment', 30 * HOUR_MS);
    await service.record(event, plusMs(WEDNESDAY, 2 * DAY_MS));
  }
  // A call of either takes so many at most.
  for (let pass = 0; pass < DECISIONS / 1_000; pass += 1) {
    await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
    for (let left = service.ports.credits.take(500); left.length > 0; left = service.ports.credits.take(500))
      await service.learn(left);
  }
  await service.rebuildLog();
  let text = '';
  for await (const part of exportLog(service.ports, {})) text += part.text;
  writeFileSync(log, text);
  writeFileSync(config, JSON.stringify(EXPLORING));
}, 120_000);

interface Told {
  readonly target: string;
  readonly verdict: string;
  readonly value: number | null;
  readonly reasons?: readonly string[];
}

async function evaluate(...targets: readonly string[]) {
  const { code, stdout, stderr } = await callCli(
    ...['evaluate', '--json', '--log', log, '--config', config, '--target', ...targets],
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as {
    readonly log: { readonly format: string; readonly value: number; readonly valued: number };
    readonly targets: readonly Told[];
  };
}

describe('the matured log of a service', () => {
  it('gives the policy that made it what it earned, after cost', async () => {
    const { log: read, targets } = await evaluate('logged', 'uniform');
    const mean = rewards.reduce((sum, reward) => sum + reward, 0) / DECISIONS;
    expect(read).toMatchObject({ format: 'matured', valued: DECISIONS });
    for (const { value } of targets) expect(value).toBeCloseTo(mean, 1);
    expect(targets[0]?.value).toBeCloseTo(mean, 9);
  });

  it('tells of every strategy that may be served, fitted to its first half and valued by its second', async () => {
    const { log: read, targets } = await evaluate(...SERVABLE_STRATEGIES, `config:${config}`);
    expect(read.valued).toBe(DECISIONS / 2);
    expect(targets.map(({ target, verdict, reasons }) => ({ target, verdict, reasons }))).toEqual(
      [...SERVABLE_STRATEGIES, `config:${config}`].map((target) => ({ target, verdict: 'tell' })),
    );
    const worthOf = (name: string): number =>
      targets.find(({ target }) => target === name)?.value ?? Number.NaN;
    // Calls pay 0.25 after cost, e-mails 0.09, doing nothing 0; an even choice of the five about 0.136.
    for (const learned of ['linucb', 'hybrid-linucb', 'pooled-linucb', 'inverse-gap'])
      expect(worthOf(learned)).toBeGreaterThan(worthOf('fixed-rules'));
  });

  it('tells what always doing nothing, or always calling, would have earned', async () => {
    const { targets } = await evaluate('constant:no-contact', 'channel:call');
    expect(targets.map(({ reasons }) => reasons)).toEqual([undefined, undefined]);
    expect(targets[0]?.value).toBeCloseTo(0, 4);
    expect(Math.abs((targets[1]?.value ?? Number.NaN) - 0.25)).toBeLessThan(0.1);
  });
});
