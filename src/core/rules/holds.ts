import type { ChannelId } from '../identifiers.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { ContactProfile, Hold } from './contact-profile.ts';
import type { RuleHit } from './rule-hit.ts';

const RULE = 'do-not-contact@1';

/** When the hold ends; `undefined` for never, and for an end before the beginning: what contradicts itself forbids. */
export function holdEnd({ since, until }: Hold): Instant | undefined {
  return until !== undefined && until > since ? until : undefined;
}

/**
 * A hit for a hold without end on every channel, and one for a hold without end on this one. A hold binds from when it
 * is on file.
 */
export function holdHits(
  { holds }: Pick<ContactProfile, 'holds'>,
  channel: ChannelId | undefined,
): readonly RuleHit[] {
  const endless = holds.filter((hold) => holdEnd(hold) === undefined);
  const hits: RuleHit[] = [];
  if (endless.some((hold) => hold.channel === undefined)) {
    hits.push({ rule: RULE, reason: 'A do-not-contact hold on every channel is on file.' });
  }
  if (endless.some((hold) => hold.channel !== undefined && hold.channel === channel)) {
    hits.push({ rule: RULE, reason: 'A do-not-contact hold on this channel is on file.' });
  }
  return hits;
}

/** The end of the last timed hold that binds this channel, passed or not; `undefined` when there is none. */
export function heldUntil(
  { holds }: Pick<ContactProfile, 'holds'>,
  channel: ChannelId | undefined,
): Instant | undefined {
  let last: Instant | undefined;
  for (const hold of holds) {
    const end = holdEnd(hold);
    const binds = hold.channel === undefined || hold.channel === channel;
    if (binds && end !== undefined && (last === undefined || end > last)) last = end;
  }
  return last;
}

/** The hit of a contact for which a timed hold leaves no room. */
export function heldUntilHit(end: Instant): RuleHit {
  return { rule: RULE, reason: `A do-not-contact hold is on file until ${formatInstant(end)}.` };
}
