import { beforeAll, describe, expect, it } from 'vitest';
import { makeReportShadow, type ShadowReport } from '../../../src/app/shadow-report.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { Selected } from '../../../src/core/decision/decision-record.ts';
import { scorePolicy } from '../../../src/core/decision/score-policy.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { parseSnapshot } from '../../../src/core/model/snapshot-codec.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { plantedCredits, storeCredits } from '../../support/learned-statistics.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const LATER = plusMs(WEDNESDAY, 20 * DAY_MS);

/** Fixed rules that explore a lot, watched by a model that has learned that calls pay. */
const SHADOWED: Configuration = {
  ...SMALL_CONFIGURATION,
  learning: { ...SMALL_CONFIGURATION.learning, mode: 'shadow' },
  exploration: { ...SMALL_CONFIGURATION.exploration, epsilon: { start: 0.3, floor: 0.3, halfway: 1000 } },
  fallback: { ...SMALL_CONFIGURATION.fallback, epsilon: 0.6 },
};

/** Decisions in the shadow mode; a call is paid in half of the cases, an e-mail in a tenth, nothing else ever. */
async function watched(decisions: number, learned = true) {
  const service = memoryService(SHADOWED);
  const random = randomSource(11);
  if (learned) {
    await storeCredits(service.ports.statistics, SHADOWED, plantedCredits(SHADOWED, 30));
    await service.publish(WEDNESDAY);
  }
  const truth = { rules: 0, strategy: 0 };
  const champion = await service.ports.champions.get(SHADOWED.model);
  const bytes = champion && (await service.ports.snapshots.get(champion.snapshot));
  const snapshot = bytes && parseSnapshot(bytes);
  for (let index = 0; index < decisions; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const context = { daysPastDue: index % 90 };
    const { record } = await service.decide(
      decideRequest(`k-${index}`, { borrower: { id }, context }),
      WEDNESDAY,
    );
    const verdict = record.verdict as Selected;
    if (random.chance(chanceOf(verdict.action))) {
      await service.record(
        outcome(record.decisionId, `e-${index}`, 'payment', 30 * HOUR_MS),
        plusMs(WEDNESDAY, 2 * DAY_MS),
      );
    }
    const x = { names: verdict.features.names, values: Float64Array.from(verdict.features.values) };
    const strategy = scorePolicy({
      snapshot,
      x,
      eligible: verdict.distribution.actions,
      fallback: SHADOWED.fallback,
    }).distribution;
    truth.rules += expectedOf(verdict.distribution) / decisions;
    truth.strategy += expectedOf(strategy) / decisions;
  }
  return { service, truth, report: makeReportShadow(service.deps) };
}

function chanceOf(action: string): number {
  if (action.startsWith('call@')) return 0.5;
  return action.startsWith('email@') ? 0.1 : 0;
}

/** Expected reward after cost. */
function expectedOf({ actions, weights }: Selected['distribution']): number {
  return actions.reduce((sum, action, index) => {
    const cost = SHADOWED.channels.find(({ id }) => action.startsWith(`${id}@`))?.cost ?? 0;
    return sum + ((weights[index] ?? 0) / WHOLE) * (chanceOf(action) - cost);
  }, 0);
}

describe('shadow report', () => {
  let made: Awaited<ReturnType<typeof watched>>;
  let report: ShadowReport;

  beforeAll(async () => {
    made = await watched(2000);
    report = await made.report(LATER);
  });

  it('counts how often the model would have agreed, channel by channel', () => {
    expect(report).toMatchObject({
      mode: 'shadow',
      decisions: 2000,
      watched: 2000,
      strategies: ['pooled-linucb'],
    });
    const sum = (value: (channel: ShadowReport['channels'][number]) => number) =>
      report.channels.reduce((total, each) => total + value(each), 0);
    expect(sum(({ decisions }) => decisions)).toBe(2000);
    expect(sum(({ preferred }) => preferred)).toBe(2000);
    expect(sum(({ agreed }) => agreed)).toBe(report.agreed);
    const call = report.channels.find(({ channel }) => channel === 'call');
    // It has learned that calls pay; the rules prefer e-mail, so they agree only where these explored.
    expect(call?.preferred).toBeGreaterThan(1500);
    expect(report.agreed / 2000).toBeLessThan(0.5);
    expect(call?.agreed).toBeGreaterThan(0);
  });

  it('values the strategy by the outcomes of the rules, within its interval of the truth', () => {
    const { offPolicy, expectedGain } = report;
    const { truth } = made;
    expect(offPolicy?.refusal).toBeUndefined();
    for (const estimate of [offPolicy?.ips, offPolicy?.snips]) {
      expect(estimate?.lower).toBeLessThan(truth.strategy);
      expect(estimate?.upper).toBeGreaterThan(truth.strategy);
    }
    expect(offPolicy?.rules.lower).toBeLessThan(truth.rules);
    expect(offPolicy?.rules.upper).toBeGreaterThan(truth.rules);
    expect(offPolicy?.gain?.lower).toBeLessThan(truth.strategy - truth.rules);
    expect(offPolicy?.gain?.upper).toBeGreaterThan(truth.strategy - truth.rules);
    expect(expectedGain?.mean).toBeGreaterThan(0);
    expect(offPolicy?.diagnostics.meanWeight).toBeCloseTo(1, 0);
  });

  it('says nothing of the outcomes before they are mature', async () => {
    expect((await made.report(plusMs(WEDNESDAY, DAY_MS))).offPolicy).toBeUndefined();
  });

  it('refuses to value what the rules hardly ever did', async () => {
    const few = await watched(30);
    const { offPolicy } = await few.report(LATER);
    expect(offPolicy).toMatchObject({
      matured: 30,
      refusal: { reasons: expect.arrayContaining([expect.stringMatching(/^30 rows are worth \d+ of/)]) },
    });
    expect(offPolicy).not.toHaveProperty('ips');
    expect(offPolicy).not.toHaveProperty('gain');
  });

  it('refuses weights whose mean is not 1: the log is not what it says', async () => {
    const { deps, ports } = made.service;
    const doubled = makeReportShadow({
      ...deps,
      ledger: {
        ...ports.ledger,
        async *allRecords() {
          for await (const record of ports.ledger.allRecords()) {
            const verdict = record.verdict as Selected;
            yield { ...record, verdict: { ...verdict, propensity: verdict.propensity / 3 } };
          }
        },
      },
    });
    expect((await doubled(LATER)).offPolicy?.refusal?.reasons.join()).toContain('has to be 1');
  });

  it('has seen nothing where no model had learned anything', async () => {
    const { report: look } = await watched(5, false);
    expect(await look(LATER)).toMatchObject({
      decisions: 5,
      watched: 0,
      agreed: 0,
      channels: [],
      strategies: [],
    });
  });
});
