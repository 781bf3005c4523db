import { describe, expect, test } from 'vitest';
import { makeRuntime } from '../../../lambdas/_shared/runtime.ts';
import { createMemoryPorts } from '../../../src/adapters/memory/memory-ports.ts';
import { pause } from '../../../src/core/experiment/transitions/pause.ts';
import { type Instant, parseInstant, plusMs } from '../../../src/core/time/instant.ts';
import { silentObservability } from '../../support/silent-observability.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const NOW = parseInstant('2026-03-02T13:00:00Z');
const { model } = SMALL_CONFIGURATION;

describe('a change of what is served to whom', () => {
  test('reaches decisions within ten seconds', async () => {
    expect(await versionsAfterChange(false, [0, 1, 9_999, 10_000])).toEqual([0, 0, 0, 1]);
  });

  test('reaches the decisions of a simulation at the next instant, be it seconds or days later', async () => {
    expect(await versionsAfterChange(true, [0, 1, 86_400_000])).toEqual([0, 1, 1]);
  });
});

/** The versions of the book that decisions go by, so many milliseconds after one that was made just before a change. */
async function versionsAfterChange(simulation: boolean, laterMs: readonly number[]): Promise<number[]> {
  const versions: number[] = [];
  for (const ms of laterMs) {
    const ports = createMemoryPorts();
    const { books } = makeRuntime({
      configuration: SMALL_CONFIGURATION,
      observability: silentObservability(),
      ports: (telemetry) => ({ ...ports, telemetry }),
      simulation,
    });
    const versionAt = async (at: Instant) => (await books.current(model, at))?.version ?? 0;
    expect(await versionAt(NOW)).toBe(0);
    const by = { author: 'tester', reason: 'to see it change' };
    await ports.policyBooks.put(pause(undefined, 'a test', { model, at: NOW, by }));
    versions.push(await versionAt(plusMs(NOW, ms)));
  }
  return versions;
}
