import type { Instant, Interval } from '../time/instant.ts';
import { holdsInstant, liesWithin, meetsAny } from '../time/interval-in-list.ts';
import { intervalsOutside } from '../time/intervals-outside.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import type { RuleHit } from './rule-hit.ts';

/** What one rule makes of one channel within the span that is looked at. */
export type Restriction = Cut | Cap;

/** Contact is lawful in these parts of the span, so that a send window is cut to them. In order, free of overlaps. */
export interface Cut {
  readonly kind: 'cut';
  readonly hit: RuleHit;
  readonly lawful: readonly Interval[];
  /** A hold on file, which is told when it leaves too little of a window. */
  readonly timedHold?: true;
}

/**
 * A send window that meets a forbidden part is forbidden as a whole, unless all of it lies in one exempt part: otherwise
 * a further fact on file that cuts the window could move a contact past a cap, and so permit what was forbidden.
 */
export interface Cap {
  readonly kind: 'cap';
  readonly hit: RuleHit;
  readonly forbidden: readonly Interval[];
  readonly exempt: readonly Interval[];
}

/** Nothing at all is lawful. */
export function forbids(hit: RuleHit): Cut {
  return { kind: 'cut', hit, lawful: [] };
}

/** Whether the rule forbids a contact at this instant. */
export function forbidsAt(restriction: Restriction, at: Instant): boolean {
  return restriction.kind === 'cut'
    ? !holdsInstant(restriction.lawful, at)
    : holdsInstant(restriction.forbidden, at) && !holdsInstant(restriction.exempt, at);
}

/** Whether the rule forbids anything in the span. */
export function saysAnything(restriction: Restriction, span: Interval): boolean {
  return restriction.kind === 'cut'
    ? !liesWithin(span, restriction.lawful)
    : restriction.forbidden.length > 0;
}

/** Whether a contact anywhere in the interval could break the cap. */
export function breaksCap({ forbidden, exempt }: Cap, interval: Interval): boolean {
  return meetsAny(interval, forbidden) && !liesWithin(interval, exempt);
}

/** Every instant of the span at which the rule lets a contact be. */
export function lawfulInstants(restriction: Restriction, span: Interval): readonly Interval[] {
  if (restriction.kind === 'cut') return restriction.lawful;
  return uniteIntervals([...intervalsOutside(span, restriction.forbidden), ...restriction.exempt]);
}
