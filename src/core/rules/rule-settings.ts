import type { ChannelId } from '../identifiers.ts';

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

export interface RuleSettings {
  /** Contact is lawful in [start, end) local wall time, in every time zone on file. `HH:MM`. */
  readonly quietHours: { readonly id: string; readonly start: string; readonly end: string };
  readonly caps: readonly FrequencyCap[];
  /** A window narrower than this after the rules cut it is blocked, in minutes. */
  readonly minimumWindowMinutes: number;
}
