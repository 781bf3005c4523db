import type { ChannelId } from '../identifiers.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { RuleHit } from './rule-hit.ts';

const RULE = 'do-not-contact@1';

/** A hit for a hold on every channel, and one for a hold on this one. A hold binds from when it is on file. */
export function holdHits(
  { holds }: Pick<ContactProfile, 'holds'>,
  channel: ChannelId | undefined,
): readonly RuleHit[] {
  const hits: RuleHit[] = [];
  if (holds.some((hold) => hold.channel === undefined)) {
    hits.push({ rule: RULE, reason: 'A do-not-contact hold on every channel is on file.' });
  }
  if (holds.some((hold) => hold.channel !== undefined && hold.channel === channel)) {
    hits.push({ rule: RULE, reason: 'A do-not-contact hold on this channel is on file.' });
  }
  return hits;
}
