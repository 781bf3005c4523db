import { describe, expect, test } from 'vitest';
import type { DemoReport } from '../../../cli/demo/demo-report.ts';
import { playDemo } from '../../../cli/demo/play-demo.ts';
import { runDemo } from '../../../cli/demo/run-demo.ts';
import configuration from '../../../rapport.config.ts';
import { memoryDemoService } from '../../support/local/memory-demo-service.ts';
import { temporaryState } from '../../support/local/temporary-state.ts';

const quietly = { configuration, experiment: 0, signal: new AbortController().signal, onProgress: () => {} };

describe('what the demo shows', () => {
  test('is the same on memory adapters as through HTTP, queues and engines', async () => {
    const play = { ...quietly, decisions: 40, seed: 11 };
    const embedded = await runDemo({ ...play, stateDir: temporaryState() });
    expect(await inMemory(40, 11)).toEqual(embedded);
  });

  test.each([1, 2])(
    'is a service that earns well above uniform and fixed choices (seed %d)',
    async (seed) => {
      const { rewardPerDecision, weeks, learned } = await inMemory(2000, seed);
      const { rapport, uniform, bestFixed, timesUniform } = rewardPerDecision;
      expect(timesUniform).toBeGreaterThan(1.3);
      expect(rapport.credited.lower).toBeGreaterThan(1.3 * uniform.expected);
      expect(rapport.expected).toBeGreaterThan(bestFixed.expected);
      // What was credited is one sample of what was expected.
      expect(rapport.credited.lower).toBeLessThan(rapport.expected);
      expect(rapport.credited.upper).toBeGreaterThan(rapport.expected);

      const lead = weeks.map((week) => week.rapport / week.uniform);
      expect(mean(lead.slice(-5))).toBeGreaterThan(1.3 * mean(lead.slice(0, 5)));

      for (const channel of ['email', 'sms', 'call']) {
        expect(learned.find(({ segment }) => segment === `last opened: ${channel}`)?.channel.id).toBe(
          channel,
        );
      }
      for (const time of ['morning', 'midday', 'evening']) {
        const segment = learned.find((each) => each.segment === `last answered: ${time}`);
        expect(segment?.window.id).toBe(`weekday-${time}`);
      }
    },
  );
});

async function inMemory(decisions: number, seed: number): Promise<DemoReport> {
  return await playDemo({ ...quietly, decisions, seed }, memoryDemoService(configuration));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
