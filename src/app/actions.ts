import type { Configuration } from '../core/configuration.ts';
import { type ActionId, actionId, NO_CONTACT } from '../core/identifiers.ts';

/** Every action of the configuration with its cost in reward units, channel by channel. */
export function configuredActions({
  channels,
  windows,
  noContact,
}: Pick<Configuration, 'channels' | 'windows' | 'noContact'>): { action: ActionId; cost: number }[] {
  const actions = channels.flatMap((channel) =>
    windows.map((window) => ({ action: actionId(channel.id, window.id), cost: channel.cost })),
  );
  return noContact.enabled ? [...actions, { action: NO_CONTACT, cost: 0 }] : actions;
}
