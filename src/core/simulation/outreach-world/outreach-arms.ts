import { type ActionId, actionId, type ChannelId, type WindowId } from '../../identifiers.ts';
import type { ArmGroups } from '../../pooling/arm-groups.ts';

export const CHANNELS = ['call', 'email', 'letter', 'push', 'sms', 'voicemail'] as const;
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const SLOTS = ['morning', 'midday', 'afternoon', 'evening'] as const;

export interface OutreachArm {
  readonly action: ActionId;
  readonly groups: Required<ArmGroups>;
  /** Where its channel, day and slot stand in the lists above. */
  readonly places: { readonly channel: number; readonly day: number; readonly slot: number };
}

/** 6 channels × 7 days × 4 times of day, sorted by action. */
export const OUTREACH_ARMS: readonly OutreachArm[] = CHANNELS.flatMap((channel, channelPlace) =>
  DAYS.flatMap((day, dayPlace) =>
    SLOTS.map((slot, slotPlace) => ({
      action: actionId(channel as ChannelId, `${day}-${slot}` as WindowId),
      groups: { channel, day, slot },
      places: { channel: channelPlace, day: dayPlace, slot: slotPlace },
    })),
  ),
).sort((one, other) => (one.action < other.action ? -1 : 1));
