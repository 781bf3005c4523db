import type { InferenceOptions } from './options.ts';

/** How much is played. */
export interface Sizes {
  /** Experiments with nothing to find, and with something. */
  readonly runs: number;
  readonly injured: number;
  readonly looks: number;
  /** Borrowers who come between two looks. */
  readonly newcomers: number;
  /** Logs of each strategy in the delayed and in the drifting world, and of the default one with its configured ε. */
  readonly logs: number;
  readonly drifting: number;
  readonly configured: number;
  /** Rows of a log. */
  readonly decisions: number;
  /** Of the bootstrap. */
  readonly replicates: number;
  /** Contexts that a policy's value is the mean over. */
  readonly contexts: number;
}

const QUICK: Sizes = {
  runs: 20,
  injured: 5,
  looks: 20,
  newcomers: 40,
  logs: 1,
  drifting: 1,
  configured: 1,
  decisions: 1500,
  replicates: 50,
  contexts: 200,
};

export function sizesOf({ runs, logs, quick }: InferenceOptions): Sizes {
  if (quick) return QUICK;
  return {
    runs,
    injured: Math.ceil(0.3 * runs),
    looks: 100,
    newcomers: 30,
    logs,
    drifting: Math.ceil(0.15 * logs),
    configured: Math.ceil(0.25 * logs),
    decisions: 3000,
    replicates: 100,
    contexts: 1000,
  };
}

/** Whether it is large enough to be put on record. */
export function isFullSize({ runs, logs, quick, strategies }: InferenceOptions): boolean {
  return !quick && runs >= 1000 && logs >= 200 && strategies.length >= 7;
}
