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
  readonly unchanged: number;
}

/**
 * Credits the group's decisions to their item: settle what the item's receipts promise, read what the decisions still
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
      if (state === undefined || !owesCredit(state)) continue;
      changes.push(
        state.credited === undefined
          ? { kind: 'credit', x, reward: state.reward }
          : { kind: 'correction', x, from: state.credited.reward, to: state.reward },
      );
      receipts.push({ decisionId: state.decisionId, seq: state.seq, reward: state.reward });
    }
    const report = {
      folded: changes.filter(({ kind }) => kind === 'credit').length,
      corrected: changes.filter(({ kind }) => kind === 'correction').length,
      unchanged: group.members.length - changes.length,
    };
    if (changes.length === 0) return report;

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

/** Whether the model is behind what is known of a contact that went out. */
function owesCredit({ dispatch, credited, seq }: DecisionState): boolean {
  if (dispatch === 'pending' || dispatch === 'void') return false;
  return credited === undefined || credited.seq < seq;
}
