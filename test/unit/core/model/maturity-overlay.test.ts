import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { delayDistribution } from '../../../../src/core/model/delay-distribution.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../../src/core/model/fold.ts';
import { overlayPending } from '../../../../src/core/model/maturity-overlay.ts';
import { packStatistics } from '../../../../src/core/model/pack-statistics.ts';
import { formatInstant, HOUR_MS, instant } from '../../../../src/core/time/instant.ts';

const SENT = instant(Date.UTC(2026, 2, 2));
const at = (hours: number) => formatInstant(instant(SENT + hours * HOUR_MS));

/** A text message with a day's window and events at these hours. */
const row = (...events: { type: string; at: string }[]) => ({
  channel: 'sms',
  sentAt: at(0),
  rewardWindowEndsAt: at(24),
  events,
});
const paid = (hours: number) => ({ type: 'payment', at: at(hours) });

describe('the distribution of delays', () => {
  test('is the share of rewarding events within the window, and 0 where there are too few', () => {
    const rows = Array.from({ length: 30 }, (_, n) =>
      row({ type: 'opened', at: at(0) }, paid(n < 15 ? 2 : 10)),
    );
    const delays = delayDistribution([...rows, row(paid(30)), row(paid(-1))], new Set(['payment']));
    expect([0, 1, 2, 9.9, 10, 100].map((hours) => delays('sms', hours * HOUR_MS))).toEqual([
      0, 0, 0.5, 0.5, 1, 1,
    ]);
    expect(delays('email', HOUR_MS)).toBe(0);
    expect(delayDistribution(rows.slice(1), new Set(['payment']))('sms', 20 * HOUR_MS)).toBe(0);
  });

  test('knows nothing of decisions that contacted nobody', () => {
    const rows = Array.from({ length: 40 }, () => ({ ...row(paid(2)), channel: null }));
    expect(delayDistribution(rows, new Set(['payment']))('null', HOUR_MS)).toBe(0);
  });
});

const pendingArb = fc
  .record({
    z: fc.integer({ min: -4096, max: 4096 }),
    age: fc.integer({ min: 0, max: 24 }),
    heard: fc.boolean(),
  })
  .map(({ z, age, heard }) => ({
    channel: 'sms',
    ageMs: age * HOUR_MS,
    x: { names: ['one', 'z'], values: Float64Array.of(1, z / 4096) },
    rewardSoFar: heard ? 1 : 0,
  }));
const linear = (_: string, ageMs: number) => ageMs / (24 * HOUR_MS);

describe('the overlay', () => {
  const matured = foldCredits(EMPTY_STATISTICS, [
    { kind: 'credit', x: { names: ['one'], values: Float64Array.of(1) }, reward: 0.5 },
  ]);

  test.prop([fc.array(pendingArb, { maxLength: 20 })])(
    'does not depend on order, and leaves what it lies on',
    (pending) => {
      const before = packStatistics(matured);
      const forth = packStatistics(overlayPending(matured, pending, linear));
      expect(packStatistics(overlayPending(matured, [...pending].reverse(), linear))).toEqual(forth);
      expect(packStatistics(matured)).toEqual(before);
    },
  );

  test.prop([fc.array(pendingArb, { maxLength: 20 })])(
    'is matured decisions alone at F = 0, and a credit each at F = 1',
    (pending) => {
      expect(packStatistics(overlayPending(matured, pending, () => 0))).toEqual(packStatistics(matured));
      const credited = pending.map(({ x, rewardSoFar }) => ({
        kind: 'credit' as const,
        x,
        reward: rewardSoFar,
      }));
      expect(packStatistics(overlayPending(matured, pending, () => 1))).toEqual(
        packStatistics(foldCredits(matured, credited)),
      );
    },
  );
});
