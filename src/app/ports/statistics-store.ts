import type { ActionId, DecisionId, ModelId } from '../../core/identifiers.ts';
import type { Statistics } from '../../core/model/statistics.ts';
import type { DecisionWeek } from '../../core/time/decision-week.ts';

/** What one commit credited: enough to settle the decision if the writer died right after. */
export interface Receipt {
  readonly decisionId: DecisionId;
  readonly seq: number;
  readonly reward: number;
  /** The commit took the decision's credit out, or proved that there is none: the item holds nothing of it any more. */
  readonly removed?: true;
}

export interface StatisticsKey {
  readonly model: ModelId;
  readonly arm: ActionId;
  readonly week: DecisionWeek;
  /** 0, then 1, 2 … when an item has taken all the credits for which its sums are exact. */
  readonly sibling: number;
}

export interface StatisticsItem {
  readonly key: StatisticsKey;
  readonly statistics: Statistics;
  readonly receipts: readonly Receipt[];
  /** 1 at the first write, then + 1 each. */
  readonly version: number;
}

/** The additive statistics. Reads are strongly consistent. */
export interface StatisticsStore {
  get(key: StatisticsKey): Promise<StatisticsItem | undefined>;
  /** Stores the item if the stored version is `item.version − 1` (0 = none). The only commit point of a fold. */
  put(item: StatisticsItem): Promise<'stored' | 'moved'>;
  /** Every item of the model, in key order (arm, week, sibling). */
  list(model: ModelId): AsyncIterable<StatisticsItem>;
  /** Idempotent. For imports only: what was learned from decisions is taken back decision by decision. */
  remove(key: StatisticsKey): Promise<void>;
}
