import type { ArmSums } from '../inference/propensity-martingale.ts';
import type { LogRow } from './log-row.ts';
import { type MomentsState, moments } from './moments.ts';

/** What is added up over a log's rows whatever the policy; as data, so that it can pass between threads. */
export interface LogSums {
  readonly rewards: MomentsState;
  /** Rows whose outcome may still change: counted, and not valued. */
  readonly immature: number;
  /** Rows that hold a whole distribution: only these show whether it was kept to. */
  readonly whole: number;
  readonly choices: ReadonlyMap<string, ArmSums>;
}

export interface LogTally {
  add(row: LogRow): void;
  readonly addImmature: () => void;
  merge(sums: LogSums): void;
  sums(): LogSums;
}

export function logTally(): LogTally {
  let rewards = moments.empty;
  let [immature, whole] = [0, 0];
  const choices = new Map<
    string,
    { offered: number; surplus: number; variance: number; impossible: number }
  >();
  const ofArm = (arm: string) => {
    const known = choices.get(arm);
    if (known !== undefined) return known;
    const fresh = { offered: 0, surplus: 0, variance: 0, impossible: 0 };
    choices.set(arm, fresh);
    return fresh;
  };
  return {
    add: ({ reward, arms, taken, logged }) => {
      rewards = moments.add(rewards, reward);
      if (logged === undefined) return;
      whole += 1;
      for (const [index, arm] of arms.entries()) {
        const [sums, p] = [ofArm(arm), logged[index] ?? 0];
        sums.offered += 1;
        sums.surplus += (arm === taken ? 1 : 0) - p;
        sums.variance += p * (1 - p);
        if (arm === taken && p === 0) sums.impossible += 1;
      }
    },
    addImmature: () => {
      immature += 1;
    },
    merge: (other) => {
      rewards = moments.merge(rewards, other.rewards);
      immature += other.immature;
      whole += other.whole;
      for (const [arm, added] of other.choices) {
        const sums = ofArm(arm);
        sums.offered += added.offered;
        sums.surplus += added.surplus;
        sums.variance += added.variance;
        sums.impossible += added.impossible;
      }
    },
    sums: () => ({ rewards, immature, whole, choices }),
  };
}
