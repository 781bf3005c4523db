import type { ExperimentSettings } from './experiment/experiment-settings.ts';
import type { FeatureSchema } from './features/feature-schema.ts';
import type { ActionId, ChannelId, ModelId, WindowId } from './identifiers.ts';
import type { ExplorationSettings } from './policy/exploration.ts';
import type { StrategyName } from './policy/strategy.ts';
import type { PoolingScales } from './pooling/pooling-scales.ts';
import type { RewardRule } from './reward/reward-rule.ts';
import type { Medium } from './rules/rule.ts';
import type { RuleSettings } from './rules/rule-settings.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface Channel {
  readonly id: ChannelId;
  /** Price of one contact, in reward units, ≥ 0; subtracted from the score, never stored in the statistics. */
  readonly cost: number;
  /** How long after the confirmed send an outcome still counts, in hours, > 0. */
  readonly rewardWindowHours: number;
  /** Absent: any number of contacts a day. */
  readonly capacity?: Capacity;
  /** How it reaches a person. Absent: as its id says (`email`, `sms`, `call`, `letter`, `push`); else every rule applies. */
  readonly medium?: Medium;
  /** Dials or speaks by machine: autodialler, prerecorded or artificial voice. */
  readonly automated?: boolean;
}

/** What a day allows on a channel, e.g. 480 agent minutes at 6 minutes a contact. Days are UTC dates of the window's start. */
export interface Capacity {
  /** > 0, in any unit. */
  readonly perDay: number;
  /** > 0 and at most `perDay`, in the same unit. */
  readonly perContact: number;
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

/** The approved rule-based strategy used when no model can be read: first eligible of `order`, mixed with ε uniform. */
export interface FallbackRules {
  readonly order: readonly ActionId[];
  readonly epsilon: number;
}

/** What is learned from outcomes, and whether it decides. */
export interface LearningSettings {
  /** Any of the ladder whose propensities are valid. */
  readonly strategy: StrategyName;
  /** `live`: the strategy decides. `shadow`: the fixed rules decide, and each record says what it would have done. */
  readonly mode: 'live' | 'shadow';
  /** Ridge λ > 0 of the strategies that know no scales. */
  readonly ridge: number;
  /** Of the pooled strategies: fitted to the outcomes, or as given. */
  readonly scales: 'fitted' | PoolingScales;
  /**
   * What is made of contacts whose reward windows are open: `wait` learns at maturity alone, without bias; `overlay`
   * builds snapshots with what they say so far, weighted by how much of it should be known. Default `wait`.
   */
  readonly pending?: 'wait' | 'overlay';
  /** After so many weeks an outcome counts half; a whole number ≥ 1. Absent: all count alike for ever. */
  readonly halfLifeWeeks?: number;
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
  readonly learning: LearningSettings;
  readonly exploration: ExplorationSettings;
  readonly fallback: FallbackRules;
  readonly experiments: ExperimentSettings;
  readonly rules: RuleSettings;
}
