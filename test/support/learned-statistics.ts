import { configuredActions } from '../../src/app/actions.ts';
import type { StatisticsStore } from '../../src/app/ports/statistics-store.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { makeEncoder } from '../../src/core/features/encoder.ts';
import type { Context } from '../../src/core/features/feature-schema.ts';
import type { FeatureVector } from '../../src/core/features/feature-vector.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { quantise } from '../../src/core/linear-algebra/grid.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../src/core/model/fold.ts';
import type { Statistics } from '../../src/core/model/statistics.ts';
import { randomSource } from '../../src/core/simulation/random-source.ts';
import { week } from './builders/identifiers.ts';

export interface PlantedCredit {
  readonly action: ActionId;
  readonly x: FeatureVector;
  readonly reward: number;
}

/** Credits of every action of the small configuration, whose channels differ: calls pay more than e-mail. */
export function plantedCredits(configuration: Configuration, perArm: number, seed = 1): PlantedCredit[] {
  const random = randomSource(seed);
  const encoder = makeEncoder(configuration.features);
  return configuredActions(configuration).flatMap(({ action, channel }) =>
    Array.from({ length: perArm }, () => {
      const context: Context = {
        daysPastDue: Math.floor(random.unit() * 90),
        lastOpenedChannel: random.unit() < 0.5 ? 'none' : 'email',
      };
      const mean = channel === 'call' ? 0.75 : 0.25;
      const reward = quantise(Math.max(-1, Math.min(2, mean + 0.25 * random.normal())));
      return { action, x: encoder.encode(context), reward };
    }),
  );
}

export function foldByArm(credits: readonly PlantedCredit[]): Map<ActionId, Statistics> {
  const totals = new Map<ActionId, Statistics>();
  for (const { action, x, reward } of credits) {
    const before = totals.get(action) ?? EMPTY_STATISTICS;
    totals.set(action, foldCredits(before, [{ kind: 'credit', x, reward }]));
  }
  return totals;
}

/** Stores the credits as if they had been learned from decisions of one week. */
export async function storeCredits(
  store: StatisticsStore,
  configuration: Configuration,
  credits: readonly PlantedCredit[],
): Promise<void> {
  for (const [arm, statistics] of foldByArm(credits)) {
    const key = { model: configuration.model, arm, week: week(2930), sibling: 0 };
    await store.put({ key, statistics, receipts: [], version: 1 });
  }
}
