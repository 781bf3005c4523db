import type { ActionId, ModelId } from '../core/identifiers.ts';
import type { Statistics } from '../core/model/statistics.ts';
import { sumStatistics } from '../core/model/sum-statistics.ts';
import type { StatisticsStore } from './ports/statistics-store.ts';

/** Each arm's statistics over all its weeks and siblings; exact, so the order in which they are stored does not matter. */
export async function armStatistics(
  store: StatisticsStore,
  model: ModelId,
): Promise<Map<ActionId, Statistics>> {
  const parts = new Map<ActionId, Statistics[]>();
  for await (const { key, statistics } of store.list(model)) {
    const ofArm = parts.get(key.arm);
    if (ofArm === undefined) parts.set(key.arm, [statistics]);
    else ofArm.push(statistics);
  }
  return new Map([...parts].map(([arm, ofArm]) => [arm, sumStatistics(ofArm)]));
}
