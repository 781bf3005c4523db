import type { DecisionRecord } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { rewardOfState } from '../core/decision/reward-of-state.ts';
import { keptOutModel, statisticsModelOf } from '../core/decision/statistics-model.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { EMPTY_STATISTICS } from '../core/model/fold.ts';
import { packStatistics } from '../core/model/pack-statistics.ts';
import type { Statistics } from '../core/model/statistics.ts';
import { sumStatistics } from '../core/model/sum-statistics.ts';
import { decisionWeek } from '../core/time/decision-week.ts';
import { bucketFold } from './bucket-fold.ts';
import { attributionCheck } from './check-attribution.ts';
import { makeCheckReplay } from './check-replay.ts';
import { checkRuling } from './check-ruling.ts';
import type { Dependencies } from './dependencies.ts';
import { inBatches } from './in-batches.ts';
import type { Receipt } from './ports/statistics-store.ts';

export interface Verification {
  readonly decisions: number;
  readonly withheld: number;
  /** Decisions whose credit is in the statistics. */
  readonly credited: number;
  /** (arm, week) pairs whose statistics were compared byte for byte with a fold of the ledger. */
  readonly buckets: number;
  /** Decisions recomputed bit for bit from their record and their snapshot. */
  readonly replayed: number;
  /** Fallback decisions: no model to recompute, only the draw was checked. */
  readonly fallback: number;
  /** Contacts that were judged again, by the same rules and the facts in the record, and are lawful. */
  readonly lawful: number;
  /** What does not hold; empty is the proof. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  readonly what: 'statistics' | 'decision' | 'ruling' | 'reward' | 'attribution' | 'log';
  readonly subject: string;
  readonly problem: string;
}

export type Verify = (onProgress?: (decisions: number) => void) => Promise<Verification>;

/**
 * Recomputes everything from the ledger: each decision from its record and snapshot, each reward from its events, what
 * is attributed to whom from all events of the borrower, and the statistics from the credits. An independent second way to the same bytes: it shares the arithmetic of one fold
 * with `learn`, but none of its batching, receipts, order or conditional writes.
 */
export function makeVerify(
  deps: Pick<
    Dependencies,
    'configuration' | 'ledger' | 'accountEvents' | 'statistics' | 'snapshots' | 'sha256'
  >,
): Verify {
  const { configuration, ledger, accountEvents, statistics } = deps;

  return async function verify(onProgress = () => {}) {
    const faults: Fault[] = [];
    const { buckets: stored, receipts } = await storedBuckets();
    const ledgerFold = bucketFold();
    const checkReplay = makeCheckReplay(deps);
    const attribution = await attributionCheck(accountEvents, configuration.reward);
    const tally = { decisions: 0, withheld: 0, credited: 0, replayed: 0, fallback: 0, lawful: 0 };

    for await (const records of inBatches(ledger.allRecords(), 100)) {
      const states = new Map<DecisionId, DecisionState>();
      for (const state of await ledger.getStates(records.map(({ decisionId }) => decisionId))) {
        states.set(state.decisionId, state);
      }
      for (const record of records) {
        tally.decisions += 1;
        const { verdict } = record;
        if (verdict.status === 'withheld') {
          tally.withheld += 1;
          continue;
        }
        const state = states.get(record.decisionId);
        checkReward(record, state, faults);
        if (state !== undefined) attribution.add(state);
        const replay = await checkReplay(record, verdict);
        if (replay === 'same') tally.replayed += 1;
        else if (replay === 'unmodelled') tally.fallback += 1;
        else faults.push({ what: 'decision', subject: record.decisionId, problem: replay.problem });
        const ruled = checkRuling(configuration, deps.sha256, record, verdict);
        if (ruled === 'lawful') tally.lawful += 1;
        else if (ruled !== 'unknown') {
          faults.push({ what: 'ruling', subject: record.decisionId, problem: ruled.problem });
        }
        const reward = creditedReward(state, receipts.get(record.decisionId));
        if (reward === undefined) continue;
        tally.credited += 1;
        const bucket = `${statisticsModelOf(record)} ${verdict.action} ${decisionWeek(record.decidedAt)}`;
        const x = { names: verdict.features.names, values: Float64Array.from(verdict.features.values) };
        ledgerFold.add(bucket, { kind: 'credit', x, reward });
      }
      onProgress(tally.decisions);
    }
    for (const subject of await attribution.wrong()) {
      const problem = "what it holds of its borrower's events is not what all of them and all decisions make";
      faults.push({ what: 'attribution', subject, problem });
    }
    const expected = ledgerFold.finish();
    const buckets = new Set([...stored.keys(), ...expected.keys()]);
    for (const bucket of buckets) {
      const folded = expected.get(bucket) ?? EMPTY_STATISTICS;
      const kept = stored.get(bucket) ?? EMPTY_STATISTICS;
      if (!sameBytes(packStatistics(folded), packStatistics(kept))) {
        faults.push({
          what: 'statistics',
          subject: bucket,
          problem: `${kept.count} credits are stored, and they are not the fold of the ledger's ${folded.count}`,
        });
      }
    }
    return { ...tally, buckets: buckets.size, faults };
  };

  async function storedBuckets(): Promise<{
    buckets: Map<string, Statistics>;
    receipts: Map<DecisionId, Receipt>;
  }> {
    const parts = new Map<string, Statistics[]>();
    const receipts = new Map<DecisionId, Receipt>();
    for await (const item of allItems()) {
      const bucket = `${item.key.model} ${item.key.arm} ${item.key.week}`;
      parts.set(bucket, [...(parts.get(bucket) ?? []), item.statistics]);
      for (const receipt of item.receipts) {
        const known = receipts.get(receipt.decisionId);
        if (known === undefined || known.seq < receipt.seq || receipt.removed === true)
          receipts.set(receipt.decisionId, receipt);
      }
    }
    return { buckets: new Map([...parts].map(([bucket, each]) => [bucket, sumStatistics(each)])), receipts };
  }

  async function* allItems() {
    yield* statistics.list(configuration.model);
    yield* statistics.list(keptOutModel(configuration.model));
  }

  function checkReward(
    { decisionId }: DecisionRecord,
    state: DecisionState | undefined,
    faults: Fault[],
  ): void {
    if (state === undefined || state.dispatch === 'void') return;
    const reward = rewardOfState(configuration.reward, state);
    if (reward !== state.reward) {
      faults.push({
        what: 'reward',
        subject: decisionId,
        problem: `stored ${state.reward}, its events make ${reward}`,
      });
    }
  }
}

/** The reward that the statistics hold for a decision: the later of what its state and an unsettled receipt say. */
function creditedReward(state: DecisionState | undefined, receipt: Receipt | undefined): number | undefined {
  if (state?.erasure === 'unlearned' || receipt?.removed === true) return undefined;
  const credited = state?.credited;
  if (receipt !== undefined && (credited === undefined || credited.seq < receipt.seq)) return receipt.reward;
  return credited?.reward;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
