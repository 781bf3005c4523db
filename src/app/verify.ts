import { chooseAction } from '../core/decision/choose-action.ts';
import { drawSeed } from '../core/decision/decision-key.ts';
import type { DecisionRecord, Selected } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import type { DecisionId, SnapshotId } from '../core/identifiers.ts';
import { type CreditChange, EMPTY_STATISTICS, foldCredits } from '../core/model/fold.ts';
import { packStatistics } from '../core/model/pack-statistics.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { parseSnapshot } from '../core/model/snapshot-codec.ts';
import type { Statistics } from '../core/model/statistics.ts';
import { sumStatistics } from '../core/model/sum-statistics.ts';
import { drawAction, drawNumber, propensityOf } from '../core/policy/draw.ts';
import { rewardOf } from '../core/reward/reward-of.ts';
import { decisionWeek } from '../core/time/decision-week.ts';
import type { Dependencies } from './dependencies.ts';
import { snapshotIdOf } from './model-source.ts';
import type { Receipt } from './ports/statistics-store.ts';
import { rewardWindowOf } from './record-outcome.ts';

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
  /** What does not hold; empty is the proof. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  readonly what: 'statistics' | 'decision' | 'reward' | 'snapshot';
  readonly subject: string;
  readonly problem: string;
}

export type Verify = (onProgress?: (decisions: number) => void) => Promise<Verification>;

/**
 * Recomputes everything from the ledger: each decision from its record and snapshot, each reward from its events, and
 * the statistics from the credits. An independent second way to the same bytes: it shares the arithmetic of one fold
 * with `learn`, but none of its batching, receipts, order or conditional writes.
 */
export function makeVerify(
  deps: Pick<Dependencies, 'configuration' | 'ledger' | 'statistics' | 'snapshots' | 'sha256'>,
): Verify {
  const { configuration, ledger, statistics, snapshots, sha256 } = deps;

  return async function verify(onProgress = () => {}) {
    const faults: Fault[] = [];
    const { buckets: stored, receipts } = await storedBuckets();
    const ledgerFold = bucketFold();
    const models = new Map<SnapshotId, Snapshot | undefined>();
    const tally = { decisions: 0, withheld: 0, credited: 0, replayed: 0, fallback: 0 };

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
        if (await checkReplay(record, verdict, models, faults)) tally.replayed += 1;
        else if (verdict.fallback) tally.fallback += 1;
        const reward = creditedReward(state, receipts.get(record.decisionId));
        if (reward === undefined) continue;
        tally.credited += 1;
        const bucket = `${record.model} ${verdict.action} ${decisionWeek(record.decidedAt)}`;
        const x = { names: verdict.features.names, values: Float64Array.from(verdict.features.values) };
        ledgerFold.add(bucket, { kind: 'credit', x, reward });
      }
      onProgress(tally.decisions);
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
    for await (const item of statistics.list(configuration.model)) {
      const bucket = `${item.key.model} ${item.key.arm} ${item.key.week}`;
      parts.set(bucket, [...(parts.get(bucket) ?? []), item.statistics]);
      for (const receipt of item.receipts) {
        const known = receipts.get(receipt.decisionId);
        if (known === undefined || known.seq < receipt.seq) receipts.set(receipt.decisionId, receipt);
      }
    }
    return { buckets: new Map([...parts].map(([bucket, each]) => [bucket, sumStatistics(each)])), receipts };
  }

  function checkReward(
    { decisionId }: DecisionRecord,
    state: DecisionState | undefined,
    faults: Fault[],
  ): void {
    if (state === undefined || state.dispatch === 'void') return;
    const reward = rewardOf(configuration.reward, state.events, rewardWindowOf(state));
    if (reward !== state.reward) {
      faults.push({
        what: 'reward',
        subject: decisionId,
        problem: `stored ${state.reward}, its events make ${reward}`,
      });
    }
  }

  /** Whether the decision could be recomputed from a snapshot and came out the same, bit for bit. */
  async function checkReplay(
    record: DecisionRecord,
    verdict: Selected,
    models: Map<SnapshotId, Snapshot | undefined>,
    faults: Fault[],
  ): Promise<boolean> {
    const fault = (problem: string) => {
      faults.push({ what: 'decision', subject: record.decisionId, problem });
      return false;
    };
    const draw = drawNumber(sha256(drawSeed(record.decisionId)));
    if (draw !== verdict.draw) return fault('the draw is not the hash of the decision id');
    if (drawAction(verdict.distribution, draw) !== verdict.action)
      return fault('the action is not the one drawn');
    if (propensityOf(verdict.distribution, verdict.action) !== verdict.propensity) {
      return fault('the logged propensity is not the probability of the draw');
    }
    if (verdict.snapshot === undefined) return false;
    if (!models.has(verdict.snapshot)) models.set(verdict.snapshot, await load(verdict.snapshot, faults));
    const snapshot = models.get(verdict.snapshot);
    if (snapshot === undefined) return false;
    const again = chooseAction({
      snapshot,
      x: { names: verdict.features.names, values: Float64Array.from(verdict.features.values) },
      eligible: verdict.distribution.actions,
      draw,
      fallback: configuration.fallback,
    });
    const { action, distribution, propensity, strategy, fallback, explanation } = verdict;
    const before = JSON.stringify([action, distribution, propensity, strategy, fallback, explanation]);
    const after = JSON.stringify([
      again.action,
      again.distribution,
      again.propensity,
      again.strategy,
      again.fallback,
      again.explanation,
    ]);
    return before === after || fault('recomputing it from its record and snapshot gives another answer');
  }

  async function load(id: SnapshotId, faults: Fault[]): Promise<Snapshot | undefined> {
    const bytes = await snapshots.get(id);
    if (bytes === undefined || snapshotIdOf(bytes, sha256) !== id) {
      faults.push({
        what: 'snapshot',
        subject: id,
        problem: bytes === undefined ? 'is missing' : 'has other bytes than its address says',
      });
      return undefined;
    }
    return parseSnapshot(bytes);
  }
}

/** The reward that the statistics hold for a decision: the later of what its state and an unsettled receipt say. */
function creditedReward(state: DecisionState | undefined, receipt: Receipt | undefined): number | undefined {
  const credited = state?.credited;
  if (receipt !== undefined && (credited === undefined || credited.seq < receipt.seq)) return receipt.reward;
  return credited?.reward;
}

/** Folds credits bucket by bucket, a few at a time, so that a ledger of any size takes memory for its buckets alone. */
function bucketFold() {
  const AT_ONCE = 500;
  const folded = new Map<string, Statistics>();
  const pending = new Map<string, CreditChange[]>();
  const flush = (bucket: string) => {
    folded.set(bucket, foldCredits(folded.get(bucket) ?? EMPTY_STATISTICS, pending.get(bucket) ?? []));
    pending.delete(bucket);
  };
  return {
    add(bucket: string, change: CreditChange): void {
      const changes = pending.get(bucket) ?? [];
      changes.push(change);
      pending.set(bucket, changes);
      if (changes.length === AT_ONCE) flush(bucket);
    },
    finish(): ReadonlyMap<string, Statistics> {
      for (const bucket of [...pending.keys()]) flush(bucket);
      return folded;
    },
  };
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncIterable<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
