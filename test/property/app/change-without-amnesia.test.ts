import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { makeRecredit } from '../../../src/app/recredit.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { Context, Feature } from '../../../src/core/features/feature-schema.ts';
import type { BorrowerId, ChannelId, WindowId } from '../../../src/core/identifiers.ts';
import { parseSnapshot } from '../../../src/core/model/snapshot-codec.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { decideRequest, memoryService, outcome, useCases, WEDNESDAY } from '../../support/memory-service.ts';
import { retrain } from '../../support/retrain.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const [, LAST_OPENED] = SMALL_CONFIGURATION.features.features as [Feature, Feature];
const [MORNING, EVENING] = SMALL_CONFIGURATION.windows as [
  Configuration['windows'][number],
  Configuration['windows'][number],
];
const [EMAIL, CALL] = SMALL_CONFIGURATION.channels as [
  Configuration['channels'][number],
  Configuration['channels'][number],
];

const ADDED: Feature = {
  kind: 'numeric',
  name: 'brokenPromises',
  min: 0,
  max: 9,
  center: 1,
  spread: 2,
  missing: { rule: 'use', value: 3 },
};
const NOON = { ...MORNING, id: 'noon' as WindowId, start: '12:00', end: '15:00' };
const LETTER = { id: 'letter' as ChannelId, cost: 0.5, rewardWindowHours: 72 };

/** What an engineer may do to `rapport.config.ts` without losing anything (invariant 7). */
const CHANGES: Readonly<Record<string, (c: Configuration) => Configuration>> = {
  nothing: (c) => c,
  'a feature added': (c) => ({
    ...c,
    features: {
      features: [...c.features.features, ADDED],
      crosses: [{ of: ['daysPastDue', 'brokenPromises'] }],
    },
  }),
  'a feature removed': (c) => ({
    ...c,
    features: {
      ...c.features,
      features: c.features.features.filter(({ name }) => name !== LAST_OPENED.name),
    },
  }),
  'a knot added': (c) => ({
    ...c,
    features: {
      ...c.features,
      features: c.features.features.map((feature) =>
        feature.kind === 'numeric' && feature.name === 'daysPastDue'
          ? { ...feature, knots: [30, 90] }
          : feature,
      ),
    },
  }),
  'a level added': (c) => ({
    ...c,
    features: {
      ...c.features,
      features: c.features.features.map((feature) =>
        feature.kind === 'categorical' ? { ...feature, levels: [...feature.levels, 'letter'] } : feature,
      ),
    },
  }),
  'a window added': (c) => ({ ...c, windows: [...c.windows, NOON] }),
  'a window removed': (c) => ({ ...c, windows: c.windows.filter(({ id }) => id !== EVENING.id) }),
  'a channel added': (c) => ({ ...c, channels: [...c.channels, LETTER] }),
  'a channel removed': (c) => ({ ...c, channels: c.channels.filter(({ id }) => id !== CALL.id) }),
  'no contact switched off': (c) => ({ ...c, noContact: { ...c.noContact, enabled: false } }),
  'a cost changed': (c) => ({ ...c, channels: c.channels.map((each) => ({ ...each, cost: 2 * each.cost })) }),
  'reward weights changed': (c) => ({
    ...c,
    reward: {
      ...c.reward,
      events: c.reward.events.map((event) => ({ ...event, value: event.value / 2 })),
      combine: 'max',
      defaultReward: -0.0625,
    },
  }),
  'decay changed': (c) => ({ ...c, learning: { ...c.learning, halfLifeWeeks: 2 } }),
  'exploration changed': (c) => ({
    ...c,
    exploration: { beta: 1, epsilon: { start: 0.5, floor: 0.01, halfway: 3 }, gamma: 2 },
  }),
  'the strategy changed': (c) => ({ ...c, learning: { ...c.learning, strategy: 'linucb', ridge: 3 } }),
};

/** One decision and what came of it. */
const episodes = fc.array(
  fc.record({
    daysPastDue: fc.integer({ min: 0, max: 365 }),
    lastOpenedChannel: fc.constantFrom(undefined, 'none', 'email', 'call'),
    brokenPromises: fc.constantFrom(undefined, 0, 4, 9),
    week: fc.integer({ min: 0, max: 3 }),
    types: fc.uniqueArray(fc.constantFrom('opened', 'payment', 'payment-returned', 'unsubscribed'), {
      maxLength: 3,
    }),
  }),
  { minLength: 1, maxLength: 10 },
);
type Episode = typeof episodes extends fc.Arbitrary<(infer E)[]> ? E : never;

const PHASE_MS = 60 * DAY_MS;
const REACHABLE = {
  timeZones: ['America/New_York'],
  consents: Object.fromEntries([EMAIL, CALL, LETTER].map(({ id }) => [id, { status: 'granted' as const }])),
  holds: [],
};

/** A phase of the service's life under one configuration: decisions, outcomes, maturity, learning, publication. */
async function live(
  service: ReturnType<typeof memoryService>,
  configuration: Configuration,
  phase: number,
  told: readonly Episode[],
): Promise<Instant> {
  const start = plusMs(WEDNESDAY, phase * PHASE_MS);
  const { deps, decide, profiles, record, mature, learn, publish } = useCases(service.ports, configuration);
  const declared = configuration.features.features.map(({ name }) => name);
  for (const [index, { week, types, ...sent }] of told.entries()) {
    const at = plusMs(start, week * 7 * DAY_MS);
    const id = `b-${phase}-${index}` as BorrowerId;
    await service.ports.profiles.put({ ...REACHABLE, borrowerId: id, contacts: [] }, 0);
    const context: Context = Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) =>
        value === undefined || !declared.includes(name) ? [] : [[name, value]],
      ),
    );
    const { record: made } = await decide(
      decideRequest(`${phase}-${index}`, { borrower: { id }, context }),
      at,
    );
    for (const type of types) {
      const event = outcome(made.decisionId, `${phase}-${index}-${type}`, type, 30 * HOUR_MS, at);
      await record(event, plusMs(at, 40 * HOUR_MS));
    }
    expect(await profiles.get(id)).toBeDefined();
  }
  const end = plusMs(start, PHASE_MS - DAY_MS);
  await makeRecredit(deps)(end);
  await mature(end);
  while (service.ports.credits.size > 0) await learn(service.ports.credits.take(1000));
  await publish(end, { refit: true });
  return end;
}

/** Lives under both configurations and compares what is served with what the ledger alone makes. */
async function provedAfter(
  change: (configuration: Configuration) => Configuration,
  before: readonly Episode[],
  after: readonly Episode[],
) {
  const service = memoryService();
  const next = change(SMALL_CONFIGURATION);
  await live(service, SMALL_CONFIGURATION, 0, before);
  const end = await live(service, next, 1, after);
  const champion = await service.ports.champions.get(next.model);
  const served = champion && (await service.ports.snapshots.get(champion.snapshot));
  const changedAt = plusMs(WEDNESDAY, PHASE_MS);
  const retrained = await retrain(
    service.ports,
    next,
    ({ decidedAt }) => (decidedAt < changedAt ? SMALL_CONFIGURATION : next),
    end,
  );
  expect(Buffer.from(served ?? []).equals(Buffer.from(retrained))).toBe(true);
  expect((await useCases(service.ports, next).verify()).faults).toEqual([]);
  return { bytes: retrained };
}

describe('invariant 7: the published snapshot is, byte for byte, the one retrained from the ledger', () => {
  for (const [name, change] of Object.entries(CHANGES)) {
    test.prop([episodes, episodes], { numRuns: 12 })(`with ${name}`, async (before, after) => {
      await provedAfter(change, before, after);
    });
  }

  test.prop([episodes, episodes, fc.shuffledSubarray(Object.keys(CHANGES), { minLength: 2 })], {
    numRuns: 25,
  })('with several changes at once, in any order', async (before, after, names) => {
    await provedAfter((c) => names.reduce((made, name) => CHANGES[name]?.(made) ?? made, c), before, after);
  });

  test('with so many outcomes that the scales are fitted', { timeout: 60_000 }, async () => {
    const [many] = fc.sample(fc.array(episodes, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 });
    const told = (many ?? []).flat();
    expect(told.length).toBeGreaterThan(250);
    const pooled = (c: Configuration): Configuration => {
      const all = Object.values(CHANGES).reduce((made, change) => change(made), c);
      return { ...all, learning: c.learning };
    };
    const champion = await provedAfter(pooled, told, told.slice(0, 100));
    const { fittedOn } = parseSnapshot(champion.bytes);
    expect(fittedOn).toBeGreaterThan(200);
  });
});
