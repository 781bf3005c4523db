import { DAY_MS, type Instant } from '../time/instant.ts';
import type { Hold } from './contact-profile.ts';
import { holdEnd } from './holds.ts';

/** A timed hold stays on file this long after its end, so that a clock that runs behind ours still finds it. */
const KEPT_AFTER_END_MS = DAY_MS;

/** Where a hold comes from that an outcome event of this type placed. */
export function outcomeSource(type: string): string {
  return `outcome:${type}`;
}

/** Whether outcomes placed the hold: whoever puts a contact profile can't take it back. */
export function isOutcomeHold({ source }: Pick<Hold, 'source'>): boolean {
  return source.startsWith('outcome:');
}

/**
 * The holds with one more; the very same list when that says nothing new.
 * @remarks Whatever the order and however often each comes, the same holds are on file in the end: a hold without end is
 * one by its id, and of timed ones of one source, channel, reason and debt the last to end is kept, of those the first by id.
 */
export function withHold(holds: readonly Hold[], held: Hold): readonly Hold[] {
  const end = holdEnd(held);
  const alike = holds.filter(
    ({ source, channel, reason, accountId }) =>
      source === held.source &&
      channel === held.channel &&
      reason === held.reason &&
      accountId === held.accountId,
  );
  if (end === undefined) {
    const known = alike.some((hold) => hold.id === held.id && holdEnd(hold) === undefined);
    return known ? holds : [...holds, held];
  }
  const timed = alike.filter((hold) => holdEnd(hold) !== undefined);
  const outlasts = (hold: Hold): boolean => {
    const other = holdEnd(hold) ?? end;
    return other > end || (other === end && hold.id <= held.id);
  };
  return timed.some(outlasts) ? holds : [...holds.filter((hold) => !timed.includes(hold)), held];
}

/** The holds without those whose end has passed a day ago. */
export function withoutOver(holds: readonly Hold[], now: Instant): readonly Hold[] {
  return holds.filter((hold) => (holdEnd(hold) ?? now) > now - KEPT_AFTER_END_MS);
}
