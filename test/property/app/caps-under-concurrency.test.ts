import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { DecideAnswer } from '../../../src/app/decide.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import { DAY_MS } from '../../../src/core/time/instant.ts';
import { type Actor, runSchedule } from '../../support/interleave.ts';
import {
  decideRequest,
  memoryService,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const [cap] = SMALL_CONFIGURATION.rules.caps;

/** The contacts that really come of the decisions: those whose record says so. */
function contactsOf(answers: readonly DecideAnswer[]): number[] {
  const ids = new Set<string>();
  const starts: number[] = [];
  for (const { record } of answers) {
    if (
      record.verdict.status === 'withheld' ||
      record.verdict.contact === undefined ||
      ids.has(record.decisionId)
    )
      continue;
    ids.add(record.decisionId);
    starts.push(record.verdict.contact.window.interval.start);
  }
  return starts.sort((a, b) => a - b);
}

test.prop(
  [fc.infiniteStream(fc.nat()), fc.integer({ min: 2, max: 5 }), fc.boolean(), fc.integer({ min: 0, max: 1 })],
  {
    numRuns: 200,
  },
)(
  'no schedule of concurrent decisions takes more contacts than the cap allows',
  async (stream, count, confirm, deaths) => {
    const service = memoryService({
      ...SMALL_CONFIGURATION,
      noContact: { enabled: false, rewardWindowHours: 72 },
    });
    await service.profiles.put('b-1' as never, REACHABLE);
    const answers: DecideAnswer[] = [];
    const actors: Actor[] = Array.from({ length: count }, (_, index) => ({
      name: `decide ${index}`,
      // Two of them are the same request: they must agree, and take one slot together.
      run: async (ports: Ports) => {
        const key = `key-${Math.max(1, index)}`;
        answers.push(
          await useCases(ports, service.deps.configuration).decide(
            decideRequest(key, { requireConfirm: confirm }),
            WEDNESDAY,
          ),
        );
      },
    }));
    const trace = await runSchedule(
      service.ports,
      actors,
      deaths,
      (possible) => (stream.next().value as number) % possible,
    );
    expect(trace.errors).toEqual([]);
    expect(answers.length).toBeGreaterThanOrEqual(count - deaths);
    const starts = contactsOf(answers);
    expect(starts.length).toBeLessThanOrEqual(cap?.limit ?? 0);
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThan((cap?.days ?? 0) * DAY_MS);
    const byId = new Map(answers.map(({ record }) => [record.decisionId, JSON.stringify(record)]));
    for (const { record } of answers) expect(JSON.stringify(record)).toBe(byId.get(record.decisionId));
  },
);
