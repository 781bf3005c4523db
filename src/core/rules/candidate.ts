import type { ActionId, ChannelId, WindowId } from '../identifiers.ts';
import type { Interval } from '../time/instant.ts';
import type { RuleHit } from './rule-hit.ts';

/** An action made concrete: the send window as instants. `no-contact` has neither channel nor window. */
export interface Candidate {
  readonly action: ActionId;
  readonly channel?: ChannelId;
  readonly window?: { readonly id: WindowId; readonly interval: Interval; readonly timeZone: string };
}

export interface BlockedAction {
  readonly action: ActionId;
  readonly hits: readonly RuleHit[];
}

/** The outcome of the contact rules: what may be done, and why the rest may not. */
export interface Mask {
  readonly eligible: readonly Candidate[];
  readonly blocked: readonly BlockedAction[];
}
