import type { Assignment } from '../experiment/assignment.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { ContextSources } from '../features/complete-context.ts';
import type { Context } from '../features/feature-schema.ts';
import type {
  ActionId,
  BorrowerId,
  ChannelId,
  DecisionId,
  ModelId,
  SnapshotId,
  WindowId,
} from '../identifiers.ts';
import type { Distribution } from '../policy/distribution.ts';
import type { ServedPolicy } from '../policy/served-policy.ts';
import type { StrategyName } from '../policy/strategy.ts';
import type { BlockedAction } from '../rules/candidate.ts';
import type { Instant, Interval } from '../time/instant.ts';
import type { Ruling } from './ruling.ts';

/** The immutable evidence of a decision; written once. */
export interface DecisionRecord {
  readonly decisionId: DecisionId;
  readonly model: ModelId;
  readonly borrowerId: BorrowerId;
  readonly accountId?: string;
  readonly purpose: string;
  /** SHA-256, hexadecimal, of the canonical request; another request under the same key is a conflict. */
  readonly requestDigest: string;
  readonly decidedAt: Instant;
  readonly requireConfirm: boolean;
  /** What was known of the borrower: what the request told, completed from the feature record. */
  readonly context: Context;
  /** What the feature record had to do with the context; absent for nothing. */
  readonly sources?: ContextSources;
  readonly blocked: readonly BlockedAction[];
  /** What the contact rules saw; absent when the contact facts could not be read, and in records from before. */
  readonly ruling?: Ruling;
  /** Contacts that the law demanded and that could not be made: by rule, with the date by which they are due. */
  readonly unmet?: readonly Duty[];
  /** The experiments that it took part in; absent for none. */
  readonly assignments?: readonly Assignment[];
  /** Credited apart from what the served model learns from; absent when it learns from it. */
  readonly keptOut?: true;
  readonly verdict: Selected | Withheld;
}

export interface Selected {
  readonly status: 'selected';
  readonly action: ActionId;
  /** Absent for `no-contact`. */
  readonly contact?: {
    readonly channel: ChannelId;
    readonly window: { readonly id: WindowId; readonly interval: Interval; readonly timeZone: string };
    /** Ids of the numbers or addresses on file that may be used; absent when the file lists none. */
    readonly points?: readonly string[];
  };
  readonly distribution: Distribution;
  /** What was lawful, where the policy chose among less of it: a group that is not contacted. Absent: the distribution's. */
  readonly eligible?: readonly ActionId[];
  /** Unsigned 32-bit hash of the decision id; the draw falls where the running sum of the weights first exceeds it. */
  readonly draw: number;
  /** How many draws before it fell on a contact whose slot or room was taken meanwhile; absent for none. */
  readonly redraws?: number;
  /** weight ÷ 2³², exact. */
  readonly propensity: number;
  /** The contact's cost as configured, in reward units, where no model reckoned with it; absent otherwise. */
  readonly cost?: number;
  readonly strategy: StrategyName;
  /** What was asked to decide; absent for what the configuration says. */
  readonly policy?: ServedPolicy;
  /**
   * The reward after cost that the champion expected of its own policy in this context, whatever decided: known before the
   * decision and of the same meaning in every variant. Absent outside experiments and without a model.
   */
  readonly predicted?: { readonly value: number; readonly snapshot: SnapshotId };
  /** Absent when the fallback decided without any model. */
  readonly snapshot?: SnapshotId;
  readonly fallback: boolean;
  readonly explanation: Explanation;
  /** The encoded context, values as multiples of 2⁻¹². */
  readonly features: { readonly names: readonly string[]; readonly values: readonly number[] };
  /** Names this decision's entry in the contact profile; absent for `no-contact`. */
  readonly reservationToken?: string;
  /**
   * The law demanded it: nothing else could be chosen, nothing is learned of it and no policy is valued by it. Absent for
   * a free choice.
   */
  readonly forced?: Duty;
  /** What the strategy in the shadow of the fixed rules would have done; absent when it decides itself. */
  readonly shadow?: Shadow;
}

/** A contact that a rule demands, until when. */
export interface Duty {
  /** Rule id with version. */
  readonly rule: string;
  readonly dueBy: Instant;
}

/** A strategy's opinion on a decision that it did not make. */
export interface Shadow {
  readonly strategy: StrategyName;
  readonly snapshot: SnapshotId;
  /** The action with the highest expected reward after cost; of several the first by name. */
  readonly action: ActionId;
  /** The probability that it gave to the action that was chosen. */
  readonly propensity: number;
  /** The reward, after cost, that it expects on average of its own distribution … */
  readonly expected: number;
  /** … and of the distribution that was drawn from. */
  readonly expectedOfRules: number;
}

export interface Withheld {
  readonly status: 'withheld';
  readonly because: readonly string[];
}
