import type { GroupFacts } from '../../core/experiment/promotion/fairness-gate.ts';
import type { PromotionFacts } from '../../core/experiment/promotion/promotion-gate.ts';

/** Where what is known of a challenger comes from; kept with the promotion. */
export type PromotionSource =
  | {
      readonly kind: 'log';
      /** Of the log's decisions and rewards. */
      readonly digest: string;
      /** RFC 3339: the policy was learned from decisions before … */
      readonly learnedBefore: string;
      /** … and judged by those from then … */
      readonly judgedFrom: string;
      /** … to before then. */
      readonly judgedTo: string;
      readonly rows: number;
      readonly compared: number;
      /** Of the intervals. */
      readonly level: number;
      /** The search that found it: it was one of so many, of which so many were confirmed. */
      readonly search?: { readonly candidates: number; readonly confirmed: number; readonly digest: string };
    }
  | {
      readonly kind: 'experiment';
      readonly experiment: string;
      readonly version: number;
      readonly variant: string;
      readonly control: string;
      /** The last day that was looked at, `YYYY-MM-DD`. */
      readonly through?: string;
    };

/** Everything that the gate goes by. */
export interface PromotionEvidence {
  readonly source: PromotionSource;
  readonly facts: PromotionFacts;
  /** As the groups fared, where they were given. */
  readonly groups?: readonly GroupFacts[];
}
