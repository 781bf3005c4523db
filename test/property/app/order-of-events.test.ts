import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { BorrowerId, DecisionId } from '../../../src/core/identifiers.ts';
import { packStatistics } from '../../../src/core/model/pack-statistics.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';

const BORROWERS = 6;
const TYPES = ['opened', 'payment', 'payment-returned', 'unsubscribed'] as const;

const events = fc.array(
  fc.record({
    decision: fc.nat(BORROWERS - 1),
    type: fc.constantFrom(...TYPES),
    afterHours: fc.integer({ min: 0, max: 100 }),
    /** When it reaches us: before or after its decision was credited. */
    late: fc.boolean(),
    copies: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 20 },
);

/** Runs the whole loop, delivering the events in the given order, and gives what was learned as bytes. */
async function learned(
  told: readonly { decision: number; type: string; afterHours: number; late: boolean; id: number }[],
) {
  const service = memoryService();
  const ids: DecisionId[] = [];
  for (let index = 0; index < BORROWERS; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(decideRequest(`key-${index}`, { borrower: { id } }), WEDNESDAY);
    ids.push(record.decisionId);
  }
  const tell = async (late: boolean) => {
    for (const event of told.filter((each) => each.late === late)) {
      const decisionId = ids[event.decision] as DecisionId;
      const message = outcome(decisionId, `e-${event.id}`, event.type, event.afterHours * HOUR_MS);
      await service.record(message, plusMs(WEDNESDAY, 200 * HOUR_MS));
    }
  };
  await tell(false);
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  await service.learn(service.ports.credits.take(1000));
  await tell(true);
  await service.learn(service.ports.credits.take(1000));
  await service.mature(plusMs(WEDNESDAY, 40 * DAY_MS));
  await service.learn(service.ports.credits.take(1000));
  expect((await service.verify()).faults).toEqual([]);
  const packs: string[] = [];
  for await (const item of service.ports.statistics.list(service.deps.configuration.model)) {
    packs.push(
      `${item.key.arm} ${item.key.week} ${Buffer.from(packStatistics(item.statistics)).toString('hex')}`,
    );
  }
  const { champion } = await service.publish(plusMs(WEDNESDAY, 41 * DAY_MS));
  return { packs, snapshot: champion.snapshot };
}

test.prop([events, fc.integer()], { numRuns: 60 })(
  'same events, in any order, with any duplication, early or late: the same statistics and snapshot, byte for byte',
  async (drawn, seed) => {
    const once = drawn.map((event, id) => ({ ...event, id }));
    const many = once.flatMap((event) => Array.from({ length: event.copies }, () => event));
    const shuffled = shuffle(many, seed).map((event) => ({ ...event, late: !event.late }));
    expect(await learned(shuffled)).toEqual(await learned(once));
  },
);

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const [keys] = fc.sample(fc.array(fc.nat(), { minLength: items.length, maxLength: items.length }), {
    seed,
    numRuns: 1,
  });
  return items
    .map((item, index) => ({ item, key: keys?.[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
