import type { StatisticsItem, StatisticsKey } from '../../../src/app/ports/statistics-store.ts';
import type { Statistics } from '../../../src/core/model/statistics.ts';
import { arm, decisionId, model, week } from './identifiers.ts';

/** Statistics over `d` features with distinct values, as after `count` credits. */
export function someStatistics(d = 3, count = 5): Statistics {
  return {
    names: Array.from({ length: d }, (_, i) => `feature${String(i).padStart(4, '0')}`),
    gram: Float64Array.from({ length: (d * (d + 1)) / 2 }, (_, i) => i + 1 + 2 ** -24),
    vector: Float64Array.from({ length: d }, (_, i) => i / 4 - 2 ** -24),
    count,
    rewardSum: 1.25,
    rewardSquareSum: 2.5,
  };
}

export function statisticsKey(overrides: Partial<StatisticsKey> = {}): StatisticsKey {
  return {
    model: model('contact'),
    arm: arm('sms@weekday-evening'),
    week: week(2968),
    sibling: 0,
    ...overrides,
  };
}

export function aStatisticsItem(overrides: Partial<StatisticsItem> = {}): StatisticsItem {
  return {
    key: statisticsKey(),
    statistics: someStatistics(),
    receipts: [
      { decisionId: decisionId('credited'), seq: 0, reward: 1.25 },
      { decisionId: decisionId('corrected'), seq: 2, reward: -8 },
    ],
    version: 1,
    ...overrides,
  };
}
