import type { ChannelId } from '../identifiers.ts';
import type { HoldReason } from '../rules/contact-profile.ts';

/** How one type of outcome event counts. */
export interface EventRule {
  readonly type: string;
  /** In reward units, |value| ≤ 8, rounded to 2⁻¹². */
  readonly value: number;
  /** The event type that this one takes back, e.g. `payment-returned` reverses `payment`. */
  readonly reverses?: string;
  /** What the event does to the borrower's contact profile at once. */
  readonly hold?: 'channel' | 'all';
  /** With `hold: 'channel'`: the channel that is held. Absent: the one on which the event happened. */
  readonly holdOn?: ChannelId;
  /** How many × 24 hours from the event on its hold lasts; absent = for good. */
  readonly cooldownDays?: number;
  /** Why the hold is on file; absent: `do-not-contact`. */
  readonly reason?: HoldReason;
  /**
   * What the event tells of contact: a call or message that was tried, one that was `not-connected` to the number dialled,
   * a telephone conversation (whoever called), or the borrower's `direct-consent` to be called again. Absent: nothing.
   */
  readonly contact?: 'attempt' | 'not-connected' | 'conversation' | 'direct-consent';
  /** Whether a type that occurs several times counts each time or once. Default `once`. */
  readonly repeats?: 'once' | 'each';
  /** With `repeats: 'each'`: at most so many events of the type count; a whole number ≥ 1. Absent: any number. */
  readonly most?: number;
}

/**
 * Whose doing an event is that names a borrower instead of a decision: the latest decision whose reward window holds
 * it, or all of them in equal shares.
 */
export type AttributionRule = 'last-touch' | 'linear';

export interface RewardRule {
  readonly events: readonly EventRule[];
  /** `sum` of the events' values, their `max`, or the value of the `last` by event time. */
  readonly combine: 'sum' | 'max' | 'last';
  /** The reward is clipped to [min, max] ⊆ [−8, 8]. */
  readonly min: number;
  readonly max: number;
  /** The reward of a decision that nothing was heard of. */
  readonly defaultReward: number;
  /** Of events that name a borrower instead of a decision. Default `last-touch`. */
  readonly attribution?: AttributionRule;
}
