import type { ChangeView } from '../../../src/contracts/experiment-view.ts';

/** What the demo's experiment came to. */
export interface ExperimentReport {
  readonly experiment: string;
  readonly simulated: { readonly from: string; readonly to: string };
  readonly decisions: number;
  readonly borrowers: number;
  readonly guardrail: {
    readonly id: string;
    readonly events: readonly string[];
    readonly mostTimesControl: number;
    readonly level: number;
  };
  /** By the simulated world's own probabilities, from what was decided while both variants ran. */
  readonly inTruth: {
    readonly variants: readonly { readonly variant: string; readonly harmedShare: number }[];
    /** The variant that is tried against the control; absent when the control harms nobody. */
    readonly timesControl?: number;
  };
  /** As the guard saw it after each day with questions, until something made it stop. */
  readonly days: readonly GuardedDay[];
  /** The change that stopped the variant, as the API tells it; absent when none did. */
  readonly stopped?: ChangeView;
  /** Decisions about the stopped variant's borrowers from then on. */
  readonly afterwards: { readonly decisions: number; readonly byControl: number };
}

export interface GuardedDay {
  /** When the guardrail was judged. */
  readonly at: string;
  readonly variants: readonly {
    readonly variant: string;
    readonly borrowers: number;
    readonly harmed: number;
  }[];
  /** The tried variant harms surely at least so many times as many borrowers as the control. */
  readonly atLeastTimesControl: number;
  /** Whether this run of the guard stopped it. */
  readonly stopped: boolean;
  /** Whether it made all experiments stand still instead, by the harm budget over all of them. */
  readonly paused: boolean;
}
