import type { ChannelId } from '../identifiers.ts';
import type { Actor, RulePurpose } from './rule.ts';

export interface FrequencyCap {
  /** Rule id with version, e.g. `house-contact-frequency@1`. */
  readonly id: string;
  /** The channels that count together; all when absent. */
  readonly channels?: readonly ChannelId[];
  /** At most this many contacts … */
  readonly limit: number;
  /** … in any stretch of this many × 24 hours. */
  readonly days: number;
}

export type PackId = 'us-federal' | 'us-states-and-cities' | 'house';

/** Who answers for making a rule looser than its pack, when and why. */
export interface Acknowledgement {
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly reason: string;
}

/** A change to one rule of a pack: stricter as one likes, looser only with an acknowledgement. */
export interface RuleOverride {
  /** The rule's id, without its version. */
  readonly rule: string;
  /** `off` loosens; `on` switches on what is off by default. */
  readonly enabled?: 'on' | 'off';
  /** Replaces single parameters; only those that the rule's kind has. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly acknowledged?: Acknowledgement;
}

export interface RuleSettings {
  /** Contact is lawful in [start, end) local wall time, in every time zone on file. `HH:MM`. */
  readonly quietHours: { readonly id: string; readonly start: string; readonly end: string };
  readonly caps: readonly FrequencyCap[];
  /** A window narrower than this after the rules cut it is blocked, in minutes. */
  readonly minimumWindowMinutes: number;
  /** Absent: none. */
  readonly packs?: readonly PackId[];
  /** What the servicer is unless an account says otherwise; absent = `third-party`, to which most law applies. */
  readonly actor?: Actor;
  /** Whether rules for third parties bind a first party too, as the house's policy. Default true. */
  readonly thirdPartyRulesForAll?: boolean;
  /** What each configured purpose is to the law; names of {@link RulePurpose} and `collections` stand for themselves. */
  readonly purposes?: Readonly<Record<string, RulePurpose>>;
  readonly overrides?: readonly RuleOverride[];
}
