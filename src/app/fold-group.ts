import type { DecisionRecord } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import type { FeatureVector } from '../core/features/feature-vector.ts';
import type { ActionId, DecisionId, ModelId } from '../core/identifiers.ts';
import { type CreditChange, EMPTY_STATISTICS, foldCredits } from '../core/model/fold.ts';
import type { DecisionWeek } from '../core/time/decision-week.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import type { Receipt, StatisticsItem, StatisticsKey } from './ports/statistics-store.ts';
import { settle } from './settle.ts';

export interface FoldGroup {
  readonly model: ModelId;
  readonly arm: ActionId;
  readonly week: DecisionWeek;
  readonly members: { readonly record: DecisionRecord; readonly x: FeatureVector }[];
}

export interface FoldReport {
  readonly folded: number;
  readonly corrected: number;
  readonly removed: number;
  readonly unchanged: number;
}

/**
 * Credits the group's decisions to their item, or takes them out again: settle what the item's receipts promise, read what the decisions still
 * owe, add it, commit by one conditional write that carries the new receipts, settle those.
 * @remarks The order is the proof. A state read *after* an item of version v tells every credit up to v that the
 * item's own receipts don't, since each commit settles its predecessor's receipts first; and the write succeeds only
 * if v is still there, so no credit can have come in between.
 */
export async function foldGroup(
  { ledger, statistics, telemetry }: Pick<Dependencies, 'ledger' | 'statistics' | 'telemetry'>,
  group: FoldGroup,
  creditsPerItem: number,
): Promise<FoldReport> {
  return await contend('Folding credits', async () => {
    const { key, item } = await openItem();
    const states = new Map<DecisionId, DecisionState>();
    const ids = group.members.map(({ record }) => record.decisionId);
    for (const state of await ledger.getStates(ids)) states.set(state.decisionId, state);

    const changes: CreditChange[] = [];
    const receipts: Receipt[] = [];
    for (const { record, x } of group.members) {
      const state = states.get(record.decisionId);
      if (state === undefined) continue;
      const owed = state.erasure === undefined ? creditOwed(state, x) : removalOwed(state, x);
      if (owed === undefined) continue;
      if (owed.change !== undefined) changes.push(owed.change);
      receipts.push(owed.receipt);
    }
    const count = (kind: CreditChange['kind']) => changes.filter((change) => change.kind === kind).length;
    const report = {
      folded: count('credit'),
      corrected: count('correction'),
      removed: count('removal'),
      unchanged: group.members.length - changes.length,
    };
    if (receipts.length === 0) return report;

    const next: StatisticsItem = {
      key,
      statistics: foldCredits(item?.statistics ?? EMPTY_STATISTICS, changes),
      receipts,
      version: (item?.version ?? 0) + 1,
    };
    if ((await statistics.put(next)) === 'moved') {
      telemetry.count('FoldConflicts');
      return 'moved';
    }
    await settle(ledger, receipts, states);
    return report;
  });

  /**
   * The first sibling with room, after settling the receipts of every sibling up to it.
   * @remarks Whether an item is full must not depend on who asks: two writers that disagreed could credit the same
   * decision in two siblings.
   */
  async function openItem(): Promise<{ key: StatisticsKey; item: StatisticsItem | undefined }> {
    for (let sibling = 0; ; sibling += 1) {
      const key: StatisticsKey = { model: group.model, arm: group.arm, week: group.week, sibling };
      const item = await statistics.get(key);
      if (item !== undefined) await settle(ledger, item.receipts);
      if (item === undefined || item.statistics.count < creditsPerItem) return { key, item };
    }
  }
}

/** What a member of the group is owed, and the receipt for it. */
interface Owed {
  /** Absent when the commit itself is what is owed. */
  readonly change?: CreditChange;
  readonly receipt: Receipt;
}

/** The credit or correction of a contact that went out, if the model is behind what is known of it. */
function creditOwed(state: DecisionState, x: FeatureVector): Owed | undefined {
  const { decisionId, dispatch, credited, seq, reward, forced } = state;
  if (dispatch === 'pending' || dispatch === 'void' || forced === true) return undefined;
  if (credited !== undefined && credited.seq >= seq) return undefined;
  return {
    change:
      credited === undefined
        ? { kind: 'credit', x, reward }
        : { kind: 'correction', x, from: credited.reward, to: reward },
    receipt: { decisionId, seq, reward },
  };
}

/**
 * The removal of an erased decision's credit.
 * @remarks Owed also where there is no credit: another writer may have read the decision before it was to be erased
 * and be about to credit it. Moving the item's version makes that commit fail.
 */
function removalOwed(state: DecisionState, x: FeatureVector): Owed | undefined {
  const { decisionId, erasure, credited, seq } = state;
  if (erasure !== 'asked') return undefined;
  const reward = credited?.reward ?? 0;
  return {
    ...(credited === undefined ? {} : { change: { kind: 'removal', x, reward } }),
    receipt: { decisionId, seq, reward, removed: true },
  };
}
