import type { Capacity } from '../configuration.ts';
import { NO_CONTACT } from '../identifiers.ts';
import { NOTHING_TO_CHOOSE } from './apply-contact-rules.ts';
import type { BlockedAction, Candidate, Mask } from './candidate.ts';
import type { RuleHit } from './rule-hit.ts';

/** So that 0.3 of a day at 0.1 a contact are three contacts, though 0.3 ÷ 0.1 is a little less in binary. */
const ROUNDING = 1e-9;

/** A day is booked in one item, which is read with every decision: more than these would cost more than they save. */
export const MOST_CONTACTS_PER_DAY = 5000;

/** How many contacts a day allows, ≥ 1 for a configuration that was checked. */
export function contactsPerDay({ perDay, perContact }: Capacity): number {
  return Math.floor(perDay / perContact + ROUNDING);
}

/**
 * The mask without the contacts for which there is no room. Comes before the distribution, so that what is full has
 * probability 0 and the rest have exact propensities.
 * @param noRoom The reason against a candidate; nothing when there is room.
 * @remarks `no-contact` stays eligible only while some contact is, as under the contact rules: a full day is no
 * decision against contact, and nothing is to be learned from it.
 */
export function withinCapacity(mask: Mask, noRoom: (candidate: Candidate) => RuleHit | undefined): Mask {
  const turnedAway: BlockedAction[] = [];
  const eligible = mask.eligible.filter((candidate) => {
    const hit = noRoom(candidate);
    if (hit !== undefined) turnedAway.push({ action: candidate.action, hits: [hit] });
    return hit === undefined;
  });
  if (turnedAway.length === 0) return mask;
  const blocked = [...mask.blocked, ...turnedAway];
  if (eligible.some(({ action }) => action !== NO_CONTACT)) return { eligible, blocked };
  return {
    eligible: [],
    blocked: [...blocked, ...eligible.map(({ action }) => ({ action, hits: [NOTHING_TO_CHOOSE] }))],
  };
}
