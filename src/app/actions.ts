import type { Configuration, WindowTemplate } from '../core/configuration.ts';
import { type ActionId, actionId, type ChannelId, NO_CONTACT } from '../core/identifiers.ts';
import type { ArmGroups } from '../core/pooling/arm-groups.ts';

export interface ConfiguredAction {
  readonly action: ActionId;
  /** Absent for `no-contact`. */
  readonly channel?: ChannelId;
  /** In reward units. */
  readonly cost: number;
  /** What its arm shares effects with. */
  readonly groups: ArmGroups;
}

/** Every action of the configuration, channel by channel. */
export function configuredActions({
  channels,
  windows,
  noContact,
}: Pick<Configuration, 'channels' | 'windows' | 'noContact'>): readonly ConfiguredAction[] {
  const actions = channels.flatMap((channel) =>
    windows.map((window) => ({
      action: actionId(channel.id, window.id),
      channel: channel.id,
      cost: channel.cost,
      groups: { channel: channel.id, day: daysOf(window), slot: `${window.start}-${window.end}` },
    })),
  );
  const nothing = { action: NO_CONTACT, cost: 0, groups: { channel: NO_CONTACT } };
  return noContact.enabled ? [...actions, nothing] : actions;
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Windows on the same days share what those days do, e.g. `sat+sun`. */
function daysOf({ days }: WindowTemplate): string {
  return WEEK.filter((day) => days.includes(day)).join('+');
}
