import type { ChannelId } from '../identifiers.ts';
import { randomSource } from './random-source.ts';

/** What may come between a decision and its contact. */
export type Mishap =
  | { readonly kind: 'consent-withdrawn'; readonly channel: ChannelId }
  | { readonly kind: 'do-not-contact' }
  /** Nobody asks for confirmation within the send window. */
  | { readonly kind: 'forgotten' };

const CONSENT_WITHDRAWN = 0.012;
const DO_NOT_CONTACT = 0.003;
const FORGOTTEN = 0.008;

/** What comes between on this occasion, whatever is decided; mostly nothing. */
export function mishap(seed: number, occasion: number, channels: readonly ChannelId[]): Mishap | undefined {
  const random = randomSource(seed, 'mishap', occasion);
  const channel = channels[random.index(channels.length)];
  const kind = random.pick({
    none: 1 - CONSENT_WITHDRAWN - DO_NOT_CONTACT - FORGOTTEN,
    'consent-withdrawn': CONSENT_WITHDRAWN,
    'do-not-contact': DO_NOT_CONTACT,
    forgotten: FORGOTTEN,
  });
  if (kind === 'none' || channel === undefined) return undefined;
  return kind === 'consent-withdrawn' ? { kind, channel } : { kind };
}

/** Whether a contact on this channel does not go out because of it. */
export function prevents(mishap: Mishap | undefined, channel: ChannelId): boolean {
  if (mishap === undefined) return false;
  return mishap.kind !== 'consent-withdrawn' || mishap.channel === channel;
}
