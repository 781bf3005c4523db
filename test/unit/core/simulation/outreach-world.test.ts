import { describe, expect, test } from 'vitest';
import {
  CHANNELS,
  DAYS,
  OUTREACH_ARMS,
  SLOTS,
} from '../../../../src/core/simulation/outreach-world/outreach-arms.ts';
import {
  outreachWorld,
  WORLD_NAMES,
  type WorldName,
} from '../../../../src/core/simulation/outreach-world/outreach-world.ts';

const worldOf = (name: WorldName, seed = 1) => outreachWorld({ name, seed, occasions: 1000 });

/** The mean of f over the first so many occasions. */
function meanOver(name: WorldName, occasions: number, f: (expected: Float64Array, index: number) => number) {
  const world = worldOf(name);
  let sum = 0;
  for (let index = 0; index < occasions; index++) sum += f(world.occasion(index).expected, index);
  return sum / occasions;
}

const place = (channel: string, day: string, slot: string): number =>
  OUTREACH_ARMS.findIndex(({ action }) => action === `${channel}@${day}-${slot}`);

test('there are 6 channels × 7 days × 4 times of day, each arm once, sorted by action', () => {
  expect(OUTREACH_ARMS).toHaveLength(168);
  const actions = OUTREACH_ARMS.map(({ action }) => action);
  expect([...new Set(actions)].sort()).toEqual(actions);
  for (const { groups, places } of OUTREACH_ARMS) {
    expect(groups).toEqual({
      channel: CHANNELS[places.channel],
      day: DAYS[places.day],
      slot: SLOTS[places.slot],
    });
  }
});

describe.each(WORLD_NAMES)('the %s world', (name) => {
  test('has 12 features, mostly one-hot', () => {
    const { x } = worldOf(name).occasion(0);
    expect(x.values).toHaveLength(12);
    expect(x.names.filter((column) => column.includes('='))).toHaveLength(9);
  });

  test('answers alike whenever and in whatever order it is asked', () => {
    const once = worldOf(name);
    const again = worldOf(name);
    const late = again.occasion(7);
    const outcome = again.outcome(7, late, 20);
    again.outcome(3, again.occasion(3), 0);
    for (let index = 0; index < 7; index++) once.occasion(index);
    expect(once.occasion(7)).toEqual(late);
    expect(once.outcome(7, late, 20)).toEqual(outcome);
    expect(worldOf(name, 2).occasion(7).expected).not.toEqual(late.expected);
  });

  test('expects probabilities, and reaches their limits with at most 1 in 50 arms', () => {
    const atLimit = meanOver(name, 500, (expected) => {
      expect(expected.every((value) => value > 0 && value < 1)).toBe(true);
      return expected.filter((value) => value === 0.01 || value === 0.99).length / expected.length;
    });
    expect(atLimit).toBeLessThan(0.02);
  });

  test('leaves something to win: the best arm is worth far more than an even choice', () => {
    const even = meanOver(name, 500, (expected) => expected.reduce((sum, value) => sum + value, 0) / 168);
    const best = meanOver(name, 500, (expected) => Math.max(...expected));
    expect(even).toBeGreaterThan(0.1);
    expect(best - even).toBeGreaterThan(0.1);
  });

  test('masks some arms on half of the occasions, and never all', () => {
    const world = worldOf(name);
    const sizes = Array.from({ length: 2000 }, (_, index) => {
      const { eligible, actions } = world.occasion(index);
      expect(eligible.map((arm) => OUTREACH_ARMS[arm]?.action)).toEqual(actions);
      expect([...new Set(actions)].sort()).toEqual(actions);
      return eligible.length;
    });
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    const full = sizes.filter((size) => size === 168).length / sizes.length;
    expect(Math.abs(full - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 2000) + 0.02);
  });
});

describe('what arms have in common', () => {
  /** How differently two channels compare at one time and at another: 0 where effects add up. */
  const interaction = (name: WorldName): number =>
    meanOver(name, 300, (expected) => {
      const value = (channel: string, day: string): number =>
        expected[place(channel, day, day === 'mon' ? 'morning' : 'evening')] ?? Number.NaN;
      const twist = value('call', 'mon') - value('sms', 'mon') - value('call', 'sun') + value('sms', 'sun');
      return twist * twist;
    });

  test('effects add up but for a small rest in the structured world, and not where there is no structure', () => {
    expect(interaction('structured')).toBeLessThan(0.1 * interaction('unstructured'));
  });

  test('where they multiply, two features together say more than their sum', () => {
    expect(interaction('misspecified')).toBeGreaterThan(3 * interaction('structured'));
  });

  test('channels and slots move in the drifting world only', () => {
    const moved = (name: WorldName): number => {
      const first = outreachWorld({ name, seed: 1, occasions: 1e9 }).occasion(5).expected;
      const last = outreachWorld({ name, seed: 1, occasions: 5 }).occasion(5).expected;
      return Math.max(...first.map((value, arm) => Math.abs(value - (last[arm] ?? Number.NaN))));
    };
    expect(moved('drifting')).toBeGreaterThan(0.05);
    for (const name of WORLD_NAMES.filter((other) => other !== 'drifting')) expect(moved(name)).toBe(0);
  });
});

describe('when outcomes are heard', () => {
  const delaysOf = (name: WorldName): number[] => {
    const world = worldOf(name);
    return Array.from({ length: 5000 }, (_, index) => {
      return world.outcome(index, world.occasion(index), 0).heardAfter;
    });
  };

  test('within 1000 decisions', () => {
    const delays = delaysOf('structured');
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1000);
  });

  test('in the delayed world after √(100 ÷ n) of them still to come, within five standard errors', () => {
    const delays = delaysOf('delayed');
    for (const n of [200, 1000, 10_000]) {
      const share = delays.filter((delay) => delay >= n).length / delays.length;
      const expected = Math.sqrt(100 / n);
      expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / 5000));
    }
  });
});
