import type { ExperimentId, VariantId } from '../identifiers.ts';
import type { ServedPolicy } from '../policy/served-policy.ts';
import type { Instant } from '../time/instant.ts';
import type { Design } from './design.ts';
import type { Guardrail } from './guardrail.ts';
import type { Population } from './population.ts';

/** One of the policies that are compared. */
export interface Variant {
  readonly id: VariantId;
  /** Its part of the experiment's units, > 0; parts are taken in proportion to their sum. A whole number up to 10,000. */
  readonly share: number;
  readonly policy: ServedPolicy;
}

/** From when on which share of the layer's units takes part. */
export interface RampStep {
  readonly from: Instant;
  /** In [0, 1]. */
  readonly share: number;
}

/** The layer of all holdouts, and of nothing else. */
export const HOLDOUT_LAYER = 'holdout';

/**
 * What is tried on whom, and by what it will be judged: all of it declared before it starts.
 * @remarks Once it runs, only the ramp, the guardrails' strictness and its end can change: anything else would let who is
 * in which variant, or what is tested, depend on what was seen.
 */
export interface Experiment {
  readonly id: ExperimentId;
  /** What it is to find out, in plain words. */
  readonly hypothesis: string;
  /**
   * Experiments of one layer share its units out among them: no unit is in two. That of a holdout is
   * {@link HOLDOUT_LAYER}.
   */
  readonly layer: string;
  /** `holdout` comes before every layer: its units are in no test. */
  readonly role: 'test' | 'holdout';
  readonly population: Population;
  readonly design: Design;
  /** Hashed with the unit; another salt is another assignment. 1–64 visible ASCII characters that no other has had. */
  readonly salt: string;
  /** The slice of its layer that it may take, as [from, to) in [0, 1]; the ramp opens it from `from` on. */
  readonly slice: { readonly from: number; readonly to: number };
  /** At least two, or one for a holdout. */
  readonly variants: readonly Variant[];
  /** The variant that the others are compared with, and whose policy takes over from a variant that is stopped. */
  readonly control: VariantId;
  /** In order of time. Shares count within the slice. */
  readonly ramp: readonly RampStep[];
  /** `keep-out`: its decisions are credited apart, so that the served model learns nothing from them. */
  readonly training: 'learn' | 'keep-out';
  readonly guardrails: readonly Guardrail[];
  readonly analysis: AnalysisPlan;
}

/** What is declared before anything is seen. */
export interface AnalysisPlan {
  /** In (0, 1): how often, at most, a difference is claimed where there is none, over all looks. */
  readonly level: number;
  /** Units that it is planned for; the sequences are tightest there. */
  readonly plannedUnits: number;
  /** Features by whose levels effects are told apart; numbers need `cuts`. */
  readonly segments: readonly { readonly feature: string; readonly cuts?: readonly number[] }[];
}
