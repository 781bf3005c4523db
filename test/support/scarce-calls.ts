import type { Configuration } from '../../src/core/configuration.ts';
import { SMALL_CONFIGURATION } from './small-configuration.ts';

/** The small configuration with room for so many calls a day. */
export function scarceCalls(callsPerDay: number): Configuration {
  return {
    ...SMALL_CONFIGURATION,
    channels: SMALL_CONFIGURATION.channels.map((channel) =>
      channel.id === 'call' ? { ...channel, capacity: { perDay: 6 * callsPerDay, perContact: 6 } } : channel,
    ),
  };
}
