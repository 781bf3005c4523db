import { randomSource } from '../../src/core/simulation/random-source.ts';
import { type Estimate, mean } from '../statistics.ts';

/** Losses of policies on sets: by policy, then by set, one for each shuffle, the shuffles in the same order. */
export type Losses = ReadonlyMap<string, readonly (readonly number[])[]>;

export interface Rank extends Estimate {
  readonly policy: string;
}

const RESAMPLES = 2000;

/**
 * The average over the sets of each policy's place by mean loss, 1 for the lowest, with its 95 % interval; best first.
 * @remarks The interval is a percentile bootstrap over shuffles, the same resample for all policies, since they saw the
 * same rows in the same order. It says how far the order depends on the shuffles, not on the choice of sets.
 */
export function averageRanks(losses: Losses): readonly Rank[] {
  const policies = [...losses.keys()];
  const table = policies.map((policy) => losses.get(policy) ?? []);
  const sets = table[0]?.length ?? 0;
  const random = randomSource(1, 'ranks');
  const all = Array.from({ length: sets }, (_, set) => (table[0]?.[set] ?? []).map((_, shuffle) => shuffle));
  const observed = ranksOver(table, all);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    ranksOver(
      table,
      all.map((shuffles) => shuffles.map(() => random.index(shuffles.length))),
    ),
  );
  return policies
    .map((policy, place): Rank => {
      const sorted = resampled.map((ranks) => ranks[place] ?? Number.NaN).sort((a, b) => a - b);
      const end = (share: number): number => sorted[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
      return { policy, value: observed[place] ?? Number.NaN, lower: end(0.025), upper: end(0.975) };
    })
    .sort((one, other) => one.value - other.value);
}

/** Of each policy the mean over sets of its place by mean loss over these shuffles of each set. */
function ranksOver(
  table: readonly (readonly (readonly number[])[])[],
  shuffles: readonly (readonly number[])[],
): readonly number[] {
  const sums = table.map(() => 0);
  shuffles.forEach((chosen, set) => {
    const means = table.map((sets) => mean(chosen.map((shuffle) => sets[set]?.[shuffle] ?? Number.NaN)));
    ranksOf(means).forEach((rank, place) => {
      sums[place] = (sums[place] ?? 0) + rank;
    });
  });
  return sums.map((sum) => sum / shuffles.length);
}

/** The place of each value, 1 for the smallest; equal ones share the mean of their places. */
export function ranksOf(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const smaller = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return smaller + (equal + 1) / 2;
  });
}
