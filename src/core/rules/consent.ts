import type { ChannelId } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { RuleHit } from './rule-hit.ts';

const RULE = 'channel-consent@1';

/** A hit unless the borrower's consent to the channel is on file, granted, and begun. Anything else forbids. */
export function consentHits(
  { consents }: Pick<ContactProfile, 'consents'>,
  channel: ChannelId | undefined,
  now: Instant,
): readonly RuleHit[] {
  // Own keys only: a channel named like a property of every object must not find one.
  const consent = channel !== undefined && Object.hasOwn(consents, channel) ? consents[channel] : undefined;
  if (consent === undefined) return [{ rule: RULE, reason: 'No consent to this channel is on file.' }];
  if (consent.status === 'refused')
    return [{ rule: RULE, reason: 'The borrower refused contact on this channel.' }];
  if (consent.status !== 'granted') return [{ rule: RULE, reason: 'Consent to this channel is unknown.' }];
  if (consent.since !== undefined && consent.since > now) {
    return [{ rule: RULE, reason: 'Consent to this channel has not begun yet.' }];
  }
  return [];
}
