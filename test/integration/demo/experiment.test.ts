import { describe, expect, test } from 'vitest';
import type { DemoReport } from '../../../cli/demo/demo-report.ts';
import { COMPLAINTS } from '../../../cli/demo/experiment/evening-calls.ts';
import type { ExperimentReport } from '../../../cli/demo/experiment/experiment-report.ts';
import { playExperiment } from '../../../cli/demo/experiment/play-experiment.ts';
import { playDemo } from '../../../cli/demo/play-demo.ts';
import { runDemo } from '../../../cli/demo/run-demo.ts';
import { openState } from '../../../local/open-state.ts';
import configuration from '../../../rapport.config.ts';
import { makeVerify } from '../../../src/app/verify.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { memoryDemoService } from '../../support/local/memory-demo-service.ts';
import { temporaryState } from '../../support/local/temporary-state.ts';

const { signal } = new AbortController();
const MONDAY = parseInstant('2026-03-02T13:00:00Z');

describe('the experiment in the demo', () => {
  test('is the same on memory adapters as through HTTP, queues and engines, and verifies', async () => {
    const stateDir = temporaryState();
    const play = { configuration, decisions: 40, experiment: 60, seed: 11, signal, onProgress: () => {} };
    const embedded = await runDemo({ ...play, stateDir });
    expect(embedded.experiment?.decisions).toBe(60);
    expect(await playDemo(play, memoryDemoService(configuration))).toEqual(embedded);

    const state = await openState(stateDir);
    try {
      const { decisions, faults } = await makeVerify({ ...state.ports, configuration })();
      expect({ decisions, faults }).toEqual({ decisions: 100, faults: [] });
    } finally {
      await state.close();
    }
  });

  test('leaves what was learned before it as it was', async () => {
    const { experiment: _, ...withExperiment } = await inMemory(60, 60);
    expect(withExperiment).toEqual(await inMemory(60, 0));
  });

  test('stops the variant that multiplies harm, without a hand and for good', async () => {
    const { experiment } = await inMemory(1000, 600);
    if (experiment === undefined) throw new Error('an experiment was asked for');
    const { stopped, days, afterwards, inTruth } = experiment;
    expect(inTruth.timesControl).toBeGreaterThan(3);

    // The first tick that is sure of it stops it.
    expect(days.map((day) => day.stopped)).toEqual(days.map((_, index) => index === days.length - 1));
    expect(days.at(-1)?.atLeastTimesControl).toBeGreaterThanOrEqual(COMPLAINTS.mostTimesControl);
    for (const { atLeastTimesControl } of days.slice(0, -1)) {
      expect(atLeastTimesControl).toBeLessThan(COMPLAINTS.mostTimesControl);
    }
    const [control, tried] = days.at(-1)?.variants ?? [];
    expect(stopped).toMatchObject({
      kind: 'stop-variant',
      at: days.at(-1)?.at,
      by: {
        author: 'guardrail',
        reason: expect.stringContaining(
          `${tried?.harmed} of ${tried?.borrowers} borrowers against ${control?.harmed} of ${control?.borrowers} of the control`,
        ),
      },
      what: expect.stringContaining('Stopped variant "evening-calls"'),
    });

    expect(afterwards.decisions).toBeGreaterThan(20);
    expect(afterwards.byControl).toBe(afterwards.decisions);
  });

  test.each([1, 2, 3])('goes on to its end where both variants are the same (seed %d)', async (seed) => {
    const { stopped, days, inTruth } = await alike(seed);
    expect(stopped).toBeUndefined();
    expect(days.length).toBe(15);
    expect(inTruth.timesControl).toBeGreaterThan(0.8);
    expect(inTruth.timesControl).toBeLessThan(1.25);
    const harmed = days.at(-1)?.variants.reduce((sum, variant) => sum + variant.harmed, 0);
    expect(harmed).toBeGreaterThan(10);
  });
});

async function inMemory(decisions: number, experiment: number): Promise<DemoReport> {
  const play = { configuration, decisions, experiment, seed: 1, signal, onProgress: () => {} };
  return await playDemo(play, memoryDemoService(configuration));
}

/** Business as usual against itself. */
async function alike(seed: number): Promise<ExperimentReport> {
  return await playExperiment(
    {
      configuration,
      seed,
      purpose: 'servicing',
      decisions: 600,
      before: { borrowers: 0, decisions: 0, endedAt: MONDAY },
      monday: MONDAY,
      tried: { kind: 'configured' },
      signal,
      onDay: () => {},
    },
    memoryDemoService(configuration),
  );
}
