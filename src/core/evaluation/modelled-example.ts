import type { LoggedExample } from './logged-example.ts';

/** One row of a log beside what a model of the rewards, q̂, says of it; q̂ must not have seen the row. */
export interface ModelledExample extends LoggedExample {
  /** q̂(x, a) of the logged action. */
  readonly predicted: number;
  /** Σ π(a|x)·q̂(x, a) over all actions: what the model expects of the policy in question. */
  readonly predictedOfTarget: number;
}
