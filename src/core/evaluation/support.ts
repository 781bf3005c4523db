import type { Estimator } from './estimator.ts';
import type { ArmView, LoggedRow } from './logged-row.ts';

/** Sums over the rows that had the arm among their actions. */
export interface ArmSupport {
  readonly taken: number;
  /** Σ μ(a|x). */
  readonly logged: number;
  /** Σ π(a|x). */
  readonly target: number;
  /** Σ π(a|x) over the rows in which the arm couldn't be taken. */
  readonly impossible: number;
}

export interface SupportState {
  readonly rows: number;
  readonly arms: ReadonlyMap<string, ArmSupport>;
}

/** Shares of what the policy in question wants, 0 to 1. */
export interface Support {
  /** What it wants where the row gave the action probability 0: no weight makes up for it. */
  readonly impossible: number;
  /** What it wants of arms that no row took, where they could have been. */
  readonly untried: number;
  /** How many rows take each of those arms once, by expectation; undefined when there is none. */
  readonly rowsToTry?: number;
}

const NOTHING: ArmSupport = { taken: 0, logged: 0, target: 0, impossible: 0 };

/** How much of what a policy does the log can speak of at all. Takes many rows at once: each call copies the sums. */
export const support: Estimator<SupportState, readonly LoggedRow[], Support> = {
  empty: { rows: 0, arms: new Map() },
  add: ({ rows, arms }, added) => {
    const next = new Map(arms);
    for (const row of added) {
      for (const view of row.arms) {
        next.set(view.arm, plus(next.get(view.arm) ?? NOTHING, supportIn(row, view)));
      }
    }
    return { rows: rows + added.length, arms: next };
  },
  merge: (a, b) => {
    const arms = new Map(a.arms);
    for (const [arm, sums] of b.arms) arms.set(arm, plus(arms.get(arm) ?? NOTHING, sums));
    return { rows: a.rows + b.rows, arms };
  },
  value: ({ rows, arms }) => {
    if (rows === 0) return undefined;
    const untried = [...arms.values()].filter((arm) => arm.taken === 0 && arm.target > arm.impossible);
    const sumOf = (list: readonly ArmSupport[], number: (arm: ArmSupport) => number): number =>
      list.reduce((sum, arm) => sum + number(arm), 0);
    return {
      impossible: sumOf([...arms.values()], (arm) => arm.impossible) / rows,
      untried: sumOf(untried, (arm) => arm.target - arm.impossible) / rows,
      ...(untried.length === 0
        ? {}
        : { rowsToTry: Math.ceil(rows / Math.min(...untried.map((arm) => arm.logged))) }),
    };
  },
};

function supportIn({ taken }: LoggedRow, { arm, logged, target }: ArmView): ArmSupport {
  return { taken: arm === taken ? 1 : 0, logged, target, impossible: logged === 0 ? target : 0 };
}

function plus(a: ArmSupport, b: ArmSupport): ArmSupport {
  return {
    taken: a.taken + b.taken,
    logged: a.logged + b.logged,
    target: a.target + b.target,
    impossible: a.impossible + b.impossible,
  };
}
