import type { Ports } from '../../src/app/ports/ports.ts';
import { snapshotOf } from '../../src/app/snapshot-of.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { DecisionRecord } from '../../src/core/decision/decision-record.ts';
import { rewardOfState } from '../../src/core/decision/reward-of-state.ts';
import { makeEncoder } from '../../src/core/features/encoder.ts';
import { encodedNames } from '../../src/core/features/feature-columns.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { decayedStatistics } from '../../src/core/model/decay.ts';
import { serializeSnapshot } from '../../src/core/model/snapshot-codec.ts';
import type { Statistics } from '../../src/core/model/statistics.ts';
import { type DecisionWeek, decisionWeek } from '../../src/core/time/decision-week.ts';
import type { Instant } from '../../src/core/time/instant.ts';

/**
 * The snapshot that a configuration makes of the decision ledger alone: nothing that was ever learned is looked at.
 * Each context is encoded anew by the features that it was sent for, what it lacks is 0, what the configuration lacks is
 * left out; each reward is computed anew from its events; sums are plain loops.
 */
export async function retrain(
  { ledger }: Pick<Ports, 'ledger'>,
  configuration: Configuration,
  sentFor: (record: DecisionRecord) => Configuration,
  asOf: Instant,
): Promise<Uint8Array> {
  const names = encodedNames(configuration.features);
  const buckets = new Map<ActionId, Map<DecisionWeek, Sums>>();
  for await (const record of ledger.allRecords()) {
    const { verdict, decisionId, decidedAt, context } = record;
    const state = await ledger.getState(decisionId);
    if (verdict.status === 'withheld' || state?.credited === undefined) continue;
    const { features } = sentFor(record);
    const encoded = makeEncoder(features).encode(context);
    const x = names.map((name) => encoded.values[encoded.names.indexOf(name)] ?? 0);
    const weeks = buckets.get(verdict.action) ?? new Map<DecisionWeek, Sums>();
    buckets.set(verdict.action, weeks);
    const sums = weeks.get(decisionWeek(decidedAt)) ?? emptySums(names.length);
    weeks.set(decisionWeek(decidedAt), sums);
    add(sums, x, rewardOfState(configuration.reward, state));
  }
  const totals = new Map<ActionId, Statistics>();
  // In the order of the arms: sums of decayed counts are not exact, so their order is part of the definition.
  for (const [action, weeks] of [...buckets].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const weekly = [...weeks].map(([week, sums]) => ({ week, statistics: toStatistics(sums, names) }));
    totals.set(action, decayedStatistics(weekly, configuration.learning.halfLifeWeeks, decisionWeek(asOf)));
  }
  return serializeSnapshot(snapshotOf(configuration, totals, undefined));
}

interface Sums {
  count: number;
  rewardSum: number;
  rewardSquareSum: number;
  readonly vector: number[];
  readonly gram: number[][];
}

function emptySums(dimension: number): Sums {
  return {
    count: 0,
    rewardSum: 0,
    rewardSquareSum: 0,
    vector: new Array<number>(dimension).fill(0),
    gram: Array.from({ length: dimension }, () => new Array<number>(dimension).fill(0)),
  };
}

function add(sums: Sums, x: readonly number[], reward: number): void {
  sums.count += 1;
  sums.rewardSum += reward;
  sums.rewardSquareSum += reward * reward;
  for (const [i, value] of x.entries()) {
    sums.vector[i] = (sums.vector[i] ?? 0) + value * reward;
    const row = sums.gram[i] ?? [];
    for (const [j, other] of x.entries()) row[j] = (row[j] ?? 0) + value * other;
  }
}

function toStatistics({ gram, vector, ...sums }: Sums, names: readonly string[]): Statistics {
  const packed = gram.flatMap((row, i) => row.slice(i));
  return { names, gram: Float64Array.from(packed), vector: Float64Array.from(vector), ...sums };
}
