import type { FeatureSchema } from './features/feature-schema.ts';
import type { ActionId, ChannelId, ModelId, WindowId } from './identifiers.ts';
import type { RewardRule } from './reward/reward-rule.ts';
import type { RuleSettings } from './rules/rule-settings.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface Channel {
  readonly id: ChannelId;
  /** Price of one contact, in reward units, ≥ 0; subtracted from the score, never stored in the statistics. */
  readonly cost: number;
  /** How long after the confirmed send an outcome still counts, in hours, > 0. */
  readonly rewardWindowHours: number;
}

/** A stretch of borrower-local wall time that comes back every week; DST-safe since it is resolved per date. */
export interface WindowTemplate {
  readonly id: WindowId;
  readonly days: readonly Weekday[];
  /** `HH:MM`, 24 h, inclusive. */
  readonly start: string;
  /** `HH:MM`, exclusive, after `start` (`24:00` allowed). */
  readonly end: string;
}

export interface NoContact {
  /** Whether doing nothing is an action the policy may choose and learn about. */
  readonly enabled: boolean;
  readonly rewardWindowHours: number;
}

export interface Exploration {
  /** Width multiplier β ≥ 0 of RandUCB; see docs/mathematics.md. */
  readonly beta: number;
  /** Share ε of the probability spread evenly over the eligible actions, 0 < ε ≤ 1. */
  readonly epsilon: number;
}

/** The approved rule-based strategy used when no model can be read: first eligible of `order`, mixed with ε uniform. */
export interface FallbackRules {
  readonly order: readonly ActionId[];
  readonly epsilon: number;
}

/** What `rapport.config.ts` declares, validated. Everything here is fixed for a deployment. */
export interface Configuration {
  readonly model: ModelId;
  /** Purposes a request may name, e.g. `servicing`. */
  readonly purposes: readonly string[];
  readonly channels: readonly Channel[];
  readonly windows: readonly WindowTemplate[];
  readonly noContact: NoContact;
  /** How far ahead a window may start, in hours, when the request does not narrow it. */
  readonly horizonHours: number;
  readonly features: FeatureSchema;
  readonly reward: RewardRule;
  /** Ridge λ > 0. */
  readonly ridge: number;
  readonly exploration: Exploration;
  readonly fallback: FallbackRules;
  readonly rules: RuleSettings;
}
