/** A harm that no variant may do more of than declared, watched from the first borrower on. */
export type Guardrail = HarmGuardrail | IntensityGuardrail | LatencyGuardrail;

interface GuardrailBase {
  /** Names it within the experiment, e.g. `complaints`. */
  readonly id: string;
  /** In (0, 1): how often, at most, a harmless variant is stopped by it, over all looks. */
  readonly level: number;
}

/** Borrowers with at least one event of these types: complaint, opt-out, wrong party, payment returned … */
export interface HarmGuardrail extends GuardrailBase {
  readonly kind: 'harm';
  readonly events: readonly string[];
  /** Stop when its rate is surely above so many times the control's, > 1 … */
  readonly mostTimesControl?: number;
  /** … or surely above this share of borrowers, in (0, 1). At least one of the two is given. */
  readonly mostRate?: number;
}

/** Contacts per borrower. */
export interface IntensityGuardrail extends GuardrailBase {
  readonly kind: 'intensity';
  /** Stop when it surely makes so many times the control's contacts, > 1. */
  readonly mostTimesControl: number;
}

/** Decisions that took longer than they may. */
export interface LatencyGuardrail extends GuardrailBase {
  readonly kind: 'latency';
  /** Milliseconds > 0. */
  readonly slowerThanMs: number;
  /** Stop when surely more than this share of its decisions is slower, in (0, 1). */
  readonly mostRate: number;
}
