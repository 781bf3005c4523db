import { NO_CONTACT } from '../../identifiers.ts';
import { WHOLE } from '../../policy/distribution.ts';
import type { ExperimentRow } from './experiment-row.ts';

/** The probability of each channel that could be chosen, `no-contact` among them, in (0, 1]. */
export function channelPropensities({ distribution }: ExperimentRow): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { action, weight } of distribution) {
    const channel = channelOf(action);
    weights.set(channel, (weights.get(channel) ?? 0) + weight / WHOLE);
  }
  return weights;
}

export function chosenChannel({ channel }: ExperimentRow): string {
  return channel ?? NO_CONTACT;
}

/** `sms` of `sms@tue-evening`, `no-contact` of itself. */
function channelOf(action: string): string {
  const at = action.indexOf('@');
  return at < 0 ? action : action.slice(0, at);
}
