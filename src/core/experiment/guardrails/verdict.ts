import type { VariantId } from '../../identifiers.ts';

/** What one check of a guardrail says about one variant, by all that is known so far. */
export interface Verdict {
  readonly guardrail: string;
  readonly variant: VariantId;
  /** Whether its bound is of its ratio to the control, or of its rate. */
  readonly measure: 'times-control' | 'rate';
  readonly limit: number;
  /** It is surely at least this much, ≥ 0: wrongly so, over all looks, with a probability of at most `level`. */
  readonly bound: number;
  /** What was seen; null where there is nothing to divide by yet. */
  readonly estimate: number | null;
  /** The variant is to be stopped. */
  readonly breached: boolean;
  /** The guardrail's, divided by the number of its checks over all variants. */
  readonly level: number;
  /** The same for people, with the counts behind it. */
  readonly words: string;
}
