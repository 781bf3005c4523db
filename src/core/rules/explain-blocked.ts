import type { Interval } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { liesWithin, meetsAny } from '../time/interval-in-list.ts';
import { oncePerKey } from './once-per-key.ts';
import { breaksCap, type Cut, type Restriction } from './restriction.ts';
import type { RuleHit } from './rule-hit.ts';
import type { RuleSettings } from './rule-settings.ts';

/**
 * Every rule that forbids a contact in this window: those that alone leave no instant of it, and the caps that it could
 * break. Where none alone forbids all of it but all together do, every one that takes an instant away; where they leave
 * too little, the holds that do, else the shortest window that the house allows.
 */
export function explainBlocked(
  restrictions: readonly Restriction[],
  window: Interval,
  shortestMs: number,
  { minimumWindowMinutes }: Pick<RuleSettings, 'minimumWindowMinutes'>,
): readonly RuleHit[] {
  const cuts = restrictions.filter((restriction): restriction is Cut => restriction.kind === 'cut');
  const among = new Set<Restriction>(guilty(cuts, window, shortestMs));
  const hits: RuleHit[] = [];
  for (const restriction of restrictions) {
    if (restriction.kind === 'cut' ? among.has(restriction) : breaksCap(restriction, window))
      hits.push(restriction.hit);
  }
  if (among.size > 0 || hasLong(leftBy(cuts, window), shortestMs)) return hits;
  const reason = `No stretch of ${minimumWindowMinutes} minutes is left of the send window in which contact is lawful.`;
  return [...hits, { rule: 'minimum-window@1', reason }];
}

function guilty(cuts: readonly Cut[], window: Interval, shortestMs: number): readonly Cut[] {
  const alone = cutsWhose((lawful) => !meetsAny(window, lawful), cuts);
  if (alone.length > 0) return alone;
  const left = leftBy(cuts, window);
  if (left.length === 0) return cutsWhose((lawful) => !liesWithin(window, lawful), cuts);
  if (hasLong(left, shortestMs)) return [];
  const holds = cuts.filter(({ timedHold }) => timedHold === true);
  const others = leftBy(
    cuts.filter(({ timedHold }) => timedHold !== true),
    window,
  );
  return cutsWhose((lawful) => others.some((part) => !liesWithin(part, lawful)), holds);
}

/** The cuts whose lawful parts are so. Many rules name the same hours and share one list, which is asked once. */
function cutsWhose(isSo: (lawful: Cut['lawful']) => boolean, cuts: readonly Cut[]): readonly Cut[] {
  const answer = oncePerKey(isSo);
  return cuts.filter(({ lawful }) => answer(lawful));
}

function hasLong(parts: readonly Interval[], shortestMs: number): boolean {
  return parts.some(({ start, end }) => end - start >= shortestMs);
}

function leftBy(cuts: readonly Cut[], window: Interval): readonly Interval[] {
  const lists = new Set(cuts.map(({ lawful }) => lawful));
  return [...lists].reduce<readonly Interval[]>(intersectIntervals, [window]);
}
