import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { httpService } from '../../../cli/replay/http-service.ts';
import { makeWorld } from '../../../cli/replay/make-world.ts';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { InvariantError } from '../../../src/core/errors.ts';
import { planTiny, runTiny, TINY } from '../../support/tiny-replay.ts';

describe.each(['promises', 'offers'] as const)('a replay of %s', (name) => {
  const plan = planTiny(TINY[name]);

  it('comes to the same end each time', async () => {
    expect(await runTiny(plan)).toEqual(await runTiny(plan));
  });

  it('credits every decision that was carried out, once', async () => {
    const { counts } = await runTiny(plan);
    expect(counts?.rows).toBe(name === 'promises' ? 400 : 500);
    expect(counts?.learned?.credits).toBe(counts?.carriedOut);
    expect(counts?.outcomes).toBeGreaterThan(0);
  });

  it('goes on from any row as if it had not been stopped', async () => {
    const whole = await runTiny(plan);
    for (const stopAfter of [1, 40, 173]) {
      const { stopped, counts } = await runTiny(plan, { stopAfter });
      expect(counts).toBeUndefined();
      expect(stopped?.position.counts.rows).toBe(stopAfter);
      expect(await runTiny(plan, { from: stopped })).toEqual(whole);
    }
  });

  it('does not depend on what is forgotten on the way', async () => {
    expect(await runTiny(plan, { compactEvery: 7 })).toEqual(await runTiny(plan));
  });

  it('is drawn anew by another seed', async () => {
    const [one, other] = [await runTiny(plan), await runTiny(planTiny(TINY[name], { seed: 2 }))];
    expect(other.counts?.learned?.snapshot).not.toBe(one.counts?.learned?.snapshot);
    expect(other.findings.policies[0]?.reward).not.toEqual(one.findings.policies[0]?.reward);
  });

  it('is the beginning of the whole when it is limited', async () => {
    const { stopped } = await runTiny(plan, { stopAfter: 90 });
    const limited = await runTiny(planTiny(TINY[name], { lastRow: 90 }));
    expect(limited.counts?.rows).toBe(90);
    expect(limited.counts?.explorations).toBe(stopped?.position.counts.explorations);
    expect(limited.counts?.carriedOut).toBe(stopped?.position.counts.carriedOut);
  });

  it('learns the same through HTTP as in memory', { timeout: 120_000 }, async () => {
    const limited = planTiny(TINY[name], { lastRow: 90 });
    const folder = mkdtempSync(join(tmpdir(), 'rapport-replay-'));
    const service = await httpService(limited.configuration, folder);
    try {
      expect(await runTiny(limited, { service })).toEqual(await runTiny(limited));
    } finally {
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what a replay finds', () => {
  it('ranks the policies of a fitted world between uniform and the oracle', async () => {
    const { findings } = await runTiny(planTiny(TINY.promises));
    const expected = new Map(findings.policies.map((each) => [each.policy, each.expectedReward ?? 0]));
    expect([...expected.keys()].sort()).toEqual([
      'best-constant',
      'oracle',
      'rapport',
      'supervised',
      'uniform',
    ]);
    for (const policy of ['rapport', 'best-constant', 'supervised']) {
      expect(expected.get(policy)).toBeLessThan(expected.get('oracle') ?? 0);
    }
    expect(expected.get('rapport')).toBeGreaterThan(expected.get('uniform') ?? 1);
    expect(findings.constants.map(({ action }) => action).sort()).toEqual([
      'email@evening',
      'email@morning',
      'sms@evening',
      'sms@morning',
    ]);
  });

  it('values policies on a log by inverse propensities and learns from the matching rows alone', async () => {
    const { findings, counts } = await runTiny(planTiny(TINY.offers));
    expect(findings.rejectionReplay?.rows).toBe(counts?.carriedOut);
    expect(counts?.carriedOut).toBeLessThan(250);
    const uniform = findings.policies.find(({ policy }) => policy === 'uniform');
    // The log was made with propensities 0.5, 0.3 and 0.2 of three offers.
    expect(uniform?.weights?.meanWeight).toBeCloseTo(1, 1);
    expect(uniform?.weights?.largestWeight).toBeCloseTo(1 / 3 / 0.2, 9);
    const rewards = readFileSync(TINY.offers.file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => (line.endsWith('accepted') ? 1 : line.endsWith('complained') ? -0.5 : 0));
    expect(findings.logged?.mean).toBeCloseTo(rewards.reduce<number>((sum, each) => sum + each, 0) / 500, 12);
  });

  it('can not be carried over to the other mode', async () => {
    const [promises, offers] = [planTiny(TINY.promises), planTiny(TINY.offers)];
    const modelled = (await makeWorld(promises, nodeSha256)).world;
    const logged = (await makeWorld(offers, nodeSha256)).world;
    expect(() => modelled.restore(logged.save())).toThrow(InvariantError);
    expect(() => logged.restore(modelled.save())).toThrow(InvariantError);
  });
});
