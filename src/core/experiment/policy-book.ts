import type { ModelId, VariantId } from '../identifiers.ts';
import type { ServedPolicy } from '../policy/served-policy.ts';
import type { Instant } from '../time/instant.ts';
import type { Experiment } from './experiment.ts';

/** Who wants something and why, in their own words; and who they are to the gateway. */
export interface Signature {
  readonly author: string;
  readonly reason: string;
  /** As whom the gateway let them in, such as an ARN: two names of one caller are one person. Absent on the command line. */
  readonly caller?: string;
}

/** One change of what is served to whom; kept for ever. */
export interface Change {
  /** Of the book that it made. */
  readonly version: number;
  readonly at: Instant;
  /** E.g. `start`, `ramp`, `stop-variant`, `promote`. */
  readonly kind: ChangeKind;
  /** The experiment that it is about; absent for what is served to all. */
  readonly experiment?: string;
  /** What was done, in plain words with figures. */
  readonly what: string;
  readonly by: Signature;
  /** The second pair of eyes, where one is asked for. */
  readonly approvedBy?: Signature;
  /** The evidence it rests on, such as the figures of a gate; JSON. */
  readonly evidence?: unknown;
}

export type ChangeKind =
  | 'propose'
  | 'approve'
  | 'start'
  | 'ramp'
  | 'stop'
  | 'stop-variant'
  | 'withdraw'
  | 'pause'
  | 'resume'
  | 'shadow'
  | 'promote'
  | 'rollback';

/** An experiment as it stands. */
export interface BookedExperiment {
  readonly experiment: Experiment;
  /** Of its settings; 1 as it was proposed. */
  readonly version: number;
  readonly status: 'proposed' | 'approved' | 'running' | 'stopped';
  /** Who proposed what it says now; nobody else may count as the second pair of eyes' first. */
  readonly proposedBy: Signature;
  readonly approvedBy?: Signature;
  readonly startedAt?: Instant;
  readonly stoppedAt?: Instant;
  /** Variants whose traffic has been stopped, each with when and why. */
  readonly stopped: readonly { readonly variant: VariantId; readonly at: Instant; readonly why: string }[];
  /** A ramp that waits for a second pair of eyes. */
  readonly proposedRamp?: { readonly ramp: Experiment['ramp']; readonly by: Signature };
}

/** What is served to everybody who is in no experiment, and since when. */
export interface Serving {
  readonly policy: ServedPolicy;
  readonly since: Instant;
  readonly by: Signature;
  readonly approvedBy?: Signature;
}

/** What is served to whom: the one page that every decision is made by. */
export interface PolicyBook {
  readonly model: ModelId;
  /** Optimistic lock: the write that stores version v + 1 demands that v is stored. */
  readonly version: number;
  /** The policies served to all, latest first; empty: as configured. A rollback drops the first. */
  readonly serving: readonly Serving[];
  /** A policy whose propensities are logged beside those of what decides. */
  readonly shadow?: ServedPolicy;
  readonly experiments: readonly BookedExperiment[];
  /**
   * Set when too much harm was done over all experiments: all tests stand still and what is served to all decides;
   * holdouts go on.
   */
  readonly paused?: { readonly at: Instant; readonly why: string };
  /** The change that made this version. */
  readonly change: Change;
}
